/* Exports something, but no entry. */
__attribute__((visibility("default"))) int something_else(void) { return 1; }
