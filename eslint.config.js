import { layerRules, layers, styleRules } from '@dist/eslint-config';

export default [...styleRules(import.meta.dirname), ...layers.flatMap((layer) => layerRules(layer))];
