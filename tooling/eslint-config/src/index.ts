export { hostGlobals, layers } from './layers.ts';
export type { Layer } from './layers.ts';
export { layerRules } from './layer-rules.ts';
export { styleRules } from './style-rules.ts';
