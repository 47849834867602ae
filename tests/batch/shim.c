/* Put before the system's library (LD_PRELOAD): a disk that is full after DISK_ROOM bytes, or whose fsync fails from the
   FSYNC_FAILS-th call on, or a network drive that knows no locks (FLOCK_FAILS), or a folder whose files
   cannot be removed (UNLINK_FAILS, its path). Regular files only, and not those of workers, which write none. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long written, synced;

static int regular(int fd) {
  struct stat s;
  return fstat(fd, &s) == 0 && S_ISREG(s.st_mode);
}

static int full(int fd, size_t count) {
  const char *room = getenv("DISK_ROOM");
  if (!room || !regular(fd) || atomic_fetch_add(&written, (long)count) + (long)count <= atol(room)) return 0;
  errno = ENOSPC;
  return 1;
}

static int broken(void) {
  const char *from = getenv("FSYNC_FAILS");
  if (!from || atomic_fetch_add(&synced, 1) + 1 < atol(from)) return 0;
  errno = EIO;
  return 1;
}

#define NEXT(name) static __typeof__(name) *next; if (!next) next = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *data, size_t count) {
  NEXT(write);
  return full(fd, count) ? -1 : next(fd, data, count);
}

ssize_t pwrite64(int fd, const void *data, size_t count, off64_t at) {
  NEXT(pwrite64);
  return full(fd, count) ? -1 : next(fd, data, count, at);
}

ssize_t pwrite(int fd, const void *data, size_t count, off_t at) {
  NEXT(pwrite);
  return full(fd, count) ? -1 : next(fd, data, count, at);
}

int fsync(int fd) {
  NEXT(fsync);
  return broken() ? -1 : next(fd);
}

int fdatasync(int fd) {
  NEXT(fdatasync);
  return broken() ? -1 : next(fd);
}

int flock(int fd, int how) {
  NEXT(flock);
  if (!getenv("FLOCK_FAILS")) return next(fd, how);
  errno = ENOLCK;
  return -1;
}

int unlink(const char *path) {
  NEXT(unlink);
  const char *below = getenv("UNLINK_FAILS");
  if (!below || strncmp(path, below, strlen(below)) != 0) return next(path);
  errno = EACCES;
  return -1;
}
