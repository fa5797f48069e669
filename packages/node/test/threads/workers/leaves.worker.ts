// Ends without attaching.
export {};
