/* Logs of SQLite that are written in few long pieces. */
#ifndef ROUNDHOUSE_GATHER_H
#define ROUNDHOUSE_GATHER_H

#pragma clang assume_nonnull begin

/* SQLite writes each page of a commit into its log in two pieces, a header of 24 bytes and the page; each is a request
 * to the system, which costs more than the page. This layer over a VFS puts together what is written one behind the
 * other into a log, and hands it on before the log is flushed, read, cut or measured. A piece that is refused is
 * reported then, to whoever gives the commit up for it. Other files are those of the VFS below.
 *
 * A log is complete when it was flushed, so every commit has to flush it, last of all: "pragma synchronous = full", on a
 * disk whose writes hurt nothing beside them. Where they may, SQLite writes more behind the flush, and nothing is put
 * together.
 *
 * Registers the layer, once for each VFS.
 * - below: the name of the VFS; NULL for SQLite's own.
 * Returns the layer's name; NULL if there is no such VFS or no memory. */
const char *_Nullable gather_register(const char *_Nullable below);

#pragma clang assume_nonnull end
#endif
