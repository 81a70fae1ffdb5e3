/* What Swift cannot say about libffi: addresses of its type constants, errno right after a call, calls of the small
 * functions (free, destroy, error text) that a manifest names, and the names that a library exports. */
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <dlfcn.h>
#include <errno.h>
#include <ffi.h>
#include <link.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* libffi's descriptions of the scalar types, by width and kind: 'i' signed, 'u' unsigned, 'f' floating, 'p' pointer,
 * 'v' void. NULL for anything else. */
static inline ffi_type *shim_type(char kind, size_t width) {
  switch (kind) {
    case 'i':
      return width == 1 ? &ffi_type_sint8 : width == 2 ? &ffi_type_sint16
           : width == 4 ? &ffi_type_sint32 : width == 8 ? &ffi_type_sint64 : NULL;
    case 'u':
      return width == 1 ? &ffi_type_uint8 : width == 2 ? &ffi_type_uint16
           : width == 4 ? &ffi_type_uint32 : width == 8 ? &ffi_type_uint64 : NULL;
    case 'f': return width == 4 ? &ffi_type_float : width == 8 ? &ffi_type_double : NULL;
    case 'p': return &ffi_type_pointer;
    case 'v': return &ffi_type_void;
    default: return NULL;
  }
}

/* Calls a foreign function with errno cleared; returns errno as the function left it. */
static inline int shim_call(ffi_cif *cif, const void *entry, void *result, void **arguments) {
  errno = 0;
  ffi_call(cif, (void (*)(void))(uintptr_t)entry, result, arguments);
  return errno;
}

/* Calls a function of one word that returns a word: free, destroy, zError, compressBound. */
static inline uintptr_t shim_call_word(const void *entry, uintptr_t argument) {
  return ((uintptr_t (*)(uintptr_t))(uintptr_t)entry)(argument);
}

/* The same with four words; a function that takes fewer does not see the rest. */
static inline void shim_call_words(const void *entry, uintptr_t a, uintptr_t b, uintptr_t c, uintptr_t d) {
  ((uintptr_t (*)(uintptr_t, uintptr_t, uintptr_t, uintptr_t))(uintptr_t)entry)(a, b, c, d);
}

/* How many entries the dynamic symbol table has, by whichever hash table the library carries. */
static inline size_t shim_symbol_count(const uint32_t *hash, const uint32_t *gnu) {
  if (hash) return hash[1];
  if (!gnu) return 0;
  const uint32_t *buckets = gnu + 4 + gnu[2] * (sizeof(size_t) / sizeof(uint32_t));
  const uint32_t *chain = buckets + gnu[0];
  uint32_t last = 0;
  for (uint32_t i = 0; i < gnu[0]; i++) last = buckets[i] > last ? buckets[i] : last;
  if (last < gnu[1]) return 0;
  while (!(chain[last - gnu[1]] & 1)) last++;
  return (size_t)last + 1;
}

/* The names of functions that a loaded library exports; they live as long as the library. Returns how many were
 * stored. */
static inline size_t shim_names_in(const struct link_map *map, const char **names, size_t capacity) {
  const ElfW(Sym) *symbols = NULL;
  const char *strings = NULL;
  const uint32_t *hash = NULL, *gnu = NULL;
  for (const ElfW(Dyn) *d = map->l_ld; d && d->d_tag != DT_NULL; d++) {
    if (d->d_tag == DT_SYMTAB) symbols = (const ElfW(Sym) *)d->d_un.d_ptr;
    if (d->d_tag == DT_STRTAB) strings = (const char *)d->d_un.d_ptr;
    if (d->d_tag == DT_HASH) hash = (const uint32_t *)d->d_un.d_ptr;
    if (d->d_tag == DT_GNU_HASH) gnu = (const uint32_t *)d->d_un.d_ptr;
  }
  if (!symbols || !strings) return 0;
  size_t found = 0, count = shim_symbol_count(hash, gnu);
  for (size_t i = 1; i < count && found < capacity; i++) {
    unsigned char type = symbols[i].st_info & 15;
    if (symbols[i].st_shndx != SHN_UNDEF && (type == STT_FUNC || type == STT_GNU_IFUNC))
      names[found++] = strings + symbols[i].st_name;
  }
  return found;
}

/* The same for the library around an address. */
static inline size_t shim_exported_names(const void *address, const char **names, size_t capacity) {
  Dl_info info;
  struct link_map *map = NULL;
  return dladdr1(address, &info, (void **)&map, RTLD_DL_LINKMAP) && map ? shim_names_in(map, names, capacity) : 0;
}

/* The same for a library that was loaded from a path; 0 if there is none such. */
static inline size_t shim_exported_names_of_path(const char *path, const char **names, size_t capacity) {
  struct link_map *map = NULL;
  void *handle = dlopen(path, RTLD_NOW | RTLD_NOLOAD);
  int isFound = handle && dlinfo(handle, RTLD_DI_LINKMAP, &map) == 0 && map;
  size_t found = isFound ? shim_names_in(map, names, capacity) : 0;
  if (handle) dlclose(handle); /* gives back this reference only */
  return found;
}

/* The name of an errno value, "EDOM"; NULL if it has none. */
static inline const char *shim_errno_name(int value) { return strerrorname_np(value); }
