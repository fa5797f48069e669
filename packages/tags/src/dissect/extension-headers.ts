// The IPv6 extension headers that dissection walks through, as the bits of `FrameFields.extensions`.

export const EXTENSION_HOP_BY_HOP = 1;
export const EXTENSION_ROUTING = 2;
export const EXTENSION_FRAGMENT = 4;
export const EXTENSION_DESTINATION = 8;
