/* A disk in memory, as a SQLite VFS named "faulty", that loses power when it is told to.
 *
 * What is written stays apart until its file is flushed. A cut keeps any of those writes and loses the others, and one
 * that was under way is torn between two sectors. One disk in a process, for any thread of it. */
#ifndef FAULTY_DISK_H
#define FAULTY_DISK_H

#include <stdint.h>

#pragma clang assume_nonnull begin

/* Makes the VFS known to SQLite: SQLITE_OK or its error. May be called again. */
__attribute__((visibility("default"))) int faulty_disk_register(void);

/* An empty disk with power. No file of it may be open. */
__attribute__((visibility("default"))) void faulty_disk_format(void);

/* The power goes at the moment of the so-many-th write, flush or cut of a file from now; every request after that ends
 * with an error. 0: it stays. */
__attribute__((visibility("default"))) void faulty_disk_cut_after(uint64_t requests);

/* Whether the power is gone. */
__attribute__((visibility("default"))) int faulty_disk_is_cut(void);

/* Decides by the seed what of the unflushed is on the disk, and switches the power on. No file may be open. */
__attribute__((visibility("default"))) void faulty_disk_restart(uint64_t seed);

/* From the so-many-th write on, each is refused with a result such as SQLITE_FULL; one that was refused has done
 * nothing. */
__attribute__((visibility("default"))) void faulty_disk_refuse_after(uint64_t writes, int result);

/* How many writes were refused since, and that no more are. */
__attribute__((visibility("default"))) uint64_t faulty_disk_refused(void);
__attribute__((visibility("default"))) void faulty_disk_accept(void);

/* What restarts have kept, lost and torn of unflushed writes so far. */
__attribute__((visibility("default"))) uint64_t faulty_disk_kept(void);
__attribute__((visibility("default"))) uint64_t faulty_disk_lost(void);
__attribute__((visibility("default"))) uint64_t faulty_disk_torn(void);

/* How many writes came from another thread than the one that has said when the power is to go. */
__attribute__((visibility("default"))) uint64_t faulty_disk_helped(void);

/* Whether flushes do nothing, as on a disk that lies. */
__attribute__((visibility("default"))) void faulty_disk_lie(int yes);

#pragma clang assume_nonnull end
#endif
