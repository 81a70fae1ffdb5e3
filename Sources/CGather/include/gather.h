/* Files of SQLite that are written in few long pieces. */
#ifndef ROUNDHOUSE_GATHER_H
#define ROUNDHOUSE_GATHER_H

#pragma clang assume_nonnull begin

/* SQLite writes each page of a commit into its log in two pieces, a header of 24 bytes and the page, and moves pages
 * into the file one by one; each is a request to the system. This layer over a VFS puts together what is written one
 * behind the other into a file or its log, and hands it on before that is flushed, read, unlocked or looked at in any
 * other way. A piece that is refused is reported then.
 *
 * Other connections see a commit when its log is flushed. So every commit has to flush it: "pragma synchronous = full".
 *
 * Registers the layer, once for each VFS.
 * - below: the name of the VFS; NULL for SQLite's own.
 * Returns the layer's name; NULL if there is no such VFS or no memory. */
const char *_Nullable gather_register(const char *_Nullable below);

#pragma clang assume_nonnull end
#endif
