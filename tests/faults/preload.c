/* Loaded before the C library: numbers what a program does to files below one folder, makes chosen
 * calls fail, and writes down what was done, so that a power cut after any of it can be played back.
 *
 * Tantivy renames by system calls of its own, past the C library. A filter of the kernel (seccomp)
 * turns these into a signal, whose handler does what the wrapper here does. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <ucontext.h>
#include <unistd.h>

/* In the order of KINDS in layer.py. */
enum kind { OPEN_READ, OPEN_WRITE, CREATE, WRITE, SYNC, RENAME, UNLINK, MKDIR, TRUNCATE, READ, TOLD };

static char root[PATH_MAX];
static size_t root_length; /* 0: nothing is looked at */
static unsigned failing;   /* kinds that count, one bit each */
static long left;          /* calls of these kinds until one fails */
static int once, error, log_file = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* Done from an address that the filter lets through. */
static long (*through)(long, long, long, long, long, long);

struct record {
    uint32_t kind, first, second, data;
    uint64_t inode;
    int64_t offset;
};

void faults_arm(const char *folder, unsigned kinds, long nth, int only_once, int with, int log) {
    snprintf(root, sizeof root, "%s", folder);
    failing = kinds, left = nth, once = only_once, error = with, log_file = log;
    root_length = strlen(root);
}

static int inside(const char *path) {
    return root_length && !strncmp(path, root, root_length) &&
           (path[root_length] == '/' || !path[root_length]);
}

/* Whether this call fails now. The lock is held. */
static int fails(enum kind kind) {
    if (!(failing >> kind & 1) || left < 1 || --left > 0)
        return 0;
    if (!once)
        left = 1;
    errno = error;
    return 1;
}

static void note(enum kind kind, const char *first, const char *second, uint64_t inode,
                 int64_t offset, const void *data, size_t length) {
    if (log_file < 0)
        return;
    struct record head = {kind, strlen(first), strlen(second), length, inode, offset};
    struct iovec parts[] = {{&head, sizeof head},
                            {(void *)first, head.first},
                            {(void *)second, head.second},
                            {(void *)data, length}};
    int before = errno;
    for (int n = 0; n < 4; n++)
        for (size_t done = 0; done < parts[n].iov_len;) {
            long wrote = syscall(SYS_write, log_file, (char *)parts[n].iov_base + done,
                                 parts[n].iov_len - done);
            if (wrote < 0)
                _exit(99);
            done += wrote;
        }
    errno = before;
}

/* The whole path of a name; 0 if it is of no interest. */
static int whole(int folder, const char *path, char *into) {
    if (!root_length)
        return 0;
    if (path[0] == '/') {
        snprintf(into, PATH_MAX, "%s", path);
    } else {
        char link[64];
        if (folder == AT_FDCWD)
            strcpy(link, "/proc/self/cwd");
        else
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t length = readlink(link, into, PATH_MAX - 1);
        if (length < 0)
            return 0;
        into[length] = 0;
        if (strcmp(path, "."))
            snprintf(into + length, PATH_MAX - length, "/%s", path);
    }
    for (size_t length = strlen(into); length > 1 && into[length - 1] == '/';)
        into[--length] = 0;
    return inside(into);
}

/* The path of an open file; 0 if it is of no interest. */
static int opened_as(int file, char *into, struct stat *found) {
    if (!root_length)
        return 0;
    char link[64];
    int before = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, into, PATH_MAX - 1);
    int ours = length > 0 && (into[length] = 0, inside(into)) && !fstat(file, found);
    errno = before;
    return ours;
}

static int do_open(int folder, const char *path, int flags, mode_t mode) {
    char name[PATH_MAX];
    if (!whole(folder, path, name))
        return syscall(SYS_openat, folder, path, flags, mode);
    pthread_mutex_lock(&lock);
    struct stat found;
    int made = (flags & O_CREAT) && fstatat(folder, path, &found, 0);
    enum kind kind = made ? CREATE : (flags & O_ACCMODE) != O_RDONLY ? OPEN_WRITE : OPEN_READ;
    int file = fails(kind) ? -1 : (int)syscall(SYS_openat, folder, path, flags, mode);
    if (file >= 0 && !fstat(file, &found)) {
        if (made)
            note(CREATE, name, "", found.st_ino, 0, "", 0);
        else if (flags & O_TRUNC && kind == OPEN_WRITE)
            note(TRUNCATE, name, "", found.st_ino, 0, "", 0);
        if (kind != CREATE)
            note(kind, name, "", found.st_ino, 0, "", 0);
    }
    pthread_mutex_unlock(&lock);
    return file;
}

#define MODE(flags)                                                                                \
    mode_t mode = 0;                                                                               \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                                         \
        va_list list;                                                                              \
        va_start(list, flags);                                                                     \
        mode = va_arg(list, mode_t);                                                               \
        va_end(list);                                                                              \
    }

int open(const char *path, int flags, ...) { MODE(flags) return do_open(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return do_open(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags) return do_open(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags) return do_open(folder, path, flags, mode); }
int creat(const char *path, mode_t mode) { return do_open(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

/* The place where the next write goes, which is -1 as the given one. */
static ssize_t do_write(int file, const struct iovec *parts, int number, off_t at) {
    char name[PATH_MAX];
    struct stat found;
    int told = root_length && (file == 1 || file == 2);
    if (!told && !opened_as(file, name, &found))
        return at < 0 ? syscall(SYS_writev, file, parts, number)
                      : syscall(SYS_pwritev, file, parts, number, (long)at, 0L);
    pthread_mutex_lock(&lock);
    off_t place = at;
    if (!told && place < 0)
        place = fcntl(file, F_GETFL) & O_APPEND ? found.st_size : lseek(file, 0, SEEK_CUR);
    ssize_t done = -1;
    if (told || !fails(WRITE))
        done = at < 0 ? syscall(SYS_writev, file, parts, number)
                      : syscall(SYS_pwritev, file, parts, number, (long)at, 0L);
    ssize_t rest = done;
    for (int n = 0; n < number && rest > 0; n++) {
        size_t some = (size_t)rest < parts[n].iov_len ? (size_t)rest : parts[n].iov_len;
        note(told ? TOLD : WRITE, told ? "" : name, "", told ? (uint64_t)file : found.st_ino, place,
             parts[n].iov_base, some);
        place += some, rest -= some;
    }
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t write(int file, const void *data, size_t length) {
    struct iovec one = {(void *)data, length};
    return do_write(file, &one, 1, -1);
}
ssize_t writev(int file, const struct iovec *parts, int number) { return do_write(file, parts, number, -1); }
ssize_t pwrite(int file, const void *data, size_t length, off_t at) {
    struct iovec one = {(void *)data, length};
    return do_write(file, &one, 1, at);
}
ssize_t pwrite64(int file, const void *data, size_t length, off64_t at) { return pwrite(file, data, length, at); }

/* Python copies files by this; without it, by reading and writing. */
ssize_t sendfile(int out, int in, off_t *at, size_t length) { (void)out, (void)in, (void)at, (void)length; errno = EINVAL; return -1; }
ssize_t sendfile64(int out, int in, off64_t *at, size_t length) { return sendfile(out, in, at, length); }
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t length, unsigned flags) {
    (void)in, (void)from, (void)out, (void)to, (void)length, (void)flags;
    errno = EXDEV;
    return -1;
}
/* SQLite and others go without it. */
int fallocate(int file, int mode, off_t at, off_t length) { (void)file, (void)mode, (void)at, (void)length; errno = EOPNOTSUPP; return -1; }
int fallocate64(int file, int mode, off64_t at, off64_t length) { return fallocate(file, mode, at, length); }
int posix_fallocate(int file, off_t at, off_t length) { (void)file, (void)at, (void)length; return EOPNOTSUPP; }
int posix_fallocate64(int file, off64_t at, off64_t length) { return posix_fallocate(file, at, length); }

static ssize_t do_read(int file, void *into, size_t length, off_t at) {
    char name[PATH_MAX];
    struct stat found;
    if ((failing >> READ & 1 || log_file >= 0) && opened_as(file, name, &found)) {
        pthread_mutex_lock(&lock);
        int fault = fails(READ);
        if (!fault)
            note(READ, name, "", found.st_ino, 0, "", 0);
        pthread_mutex_unlock(&lock);
        if (fault)
            return -1;
    }
    return at < 0 ? syscall(SYS_read, file, into, length) : syscall(SYS_pread64, file, into, length, at);
}
ssize_t read(int file, void *into, size_t length) { return do_read(file, into, length, -1); }
ssize_t pread(int file, void *into, size_t length, off_t at) { return do_read(file, into, length, at); }
ssize_t pread64(int file, void *into, size_t length, off64_t at) { return do_read(file, into, length, at); }

static int do_sync(int file, int data_only) {
    char name[PATH_MAX];
    struct stat found;
    int call = data_only ? SYS_fdatasync : SYS_fsync;
    if (!opened_as(file, name, &found))
        return syscall(call, file);
    pthread_mutex_lock(&lock);
    int done = fails(SYNC) ? -1 : 0; /* what it would wait for is played back from what is noted */
    if (!done)
        note(SYNC, name, "", found.st_ino, 0, "", 0);
    pthread_mutex_unlock(&lock);
    return done;
}
int fsync(int file) { return do_sync(file, 0); }
int fdatasync(int file) { return do_sync(file, 1); }

static int do_rename(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    char one[PATH_MAX], other[PATH_MAX];
    int ours = whole(from_folder, from, one);
    ours |= whole(to_folder, to, other);
    if (ours)
        pthread_mutex_lock(&lock);
    long done = -1;
    if (!ours || !fails(RENAME)) {
        done = through(SYS_renameat2, from_folder, (long)from, to_folder, (long)to, flags);
        if (done < 0)
            errno = -done, done = -1;
        else if (ours)
            note(RENAME, one, other, 0, 0, "", 0);
    }
    if (ours)
        pthread_mutex_unlock(&lock);
    return done;
}
int rename(const char *from, const char *to) { return do_rename(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int folder, const char *from, int into, const char *to) { return do_rename(folder, from, into, to, 0); }
int renameat2(int folder, const char *from, int into, const char *to, unsigned flags) { return do_rename(folder, from, into, to, flags); }

static int do_unlink(int folder, const char *path, int flags) {
    char name[PATH_MAX];
    if (!whole(folder, path, name))
        return syscall(SYS_unlinkat, folder, path, flags);
    pthread_mutex_lock(&lock);
    int done = fails(UNLINK) ? -1 : (int)syscall(SYS_unlinkat, folder, path, flags);
    if (!done)
        note(UNLINK, name, "", 0, 0, "", 0);
    pthread_mutex_unlock(&lock);
    return done;
}
int unlink(const char *path) { return do_unlink(AT_FDCWD, path, 0); }
int unlinkat(int folder, const char *path, int flags) { return do_unlink(folder, path, flags); }
int rmdir(const char *path) { return do_unlink(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) { int done = unlink(path); return done && errno == EISDIR ? rmdir(path) : done; }

static int do_mkdir(int folder, const char *path, mode_t mode) {
    char name[PATH_MAX];
    if (!whole(folder, path, name))
        return syscall(SYS_mkdirat, folder, path, mode);
    pthread_mutex_lock(&lock);
    int done = fails(MKDIR) ? -1 : (int)syscall(SYS_mkdirat, folder, path, mode);
    if (!done)
        note(MKDIR, name, "", 0, 0, "", 0);
    pthread_mutex_unlock(&lock);
    return done;
}
int mkdir(const char *path, mode_t mode) { return do_mkdir(AT_FDCWD, path, mode); }
int mkdirat(int folder, const char *path, mode_t mode) { return do_mkdir(folder, path, mode); }

int ftruncate(int file, off_t length) {
    char name[PATH_MAX];
    struct stat found;
    if (!opened_as(file, name, &found))
        return syscall(SYS_ftruncate, file, length);
    pthread_mutex_lock(&lock);
    int done = fails(TRUNCATE) ? -1 : (int)syscall(SYS_ftruncate, file, length);
    if (!done)
        note(TRUNCATE, name, "", found.st_ino, length, "", 0);
    pthread_mutex_unlock(&lock);
    return done;
}
int ftruncate64(int file, off64_t length) { return ftruncate(file, length); }

#ifdef __x86_64__
/* long through(number, five arguments): moves them to where the kernel wants them. */
static const unsigned char code[] = {0x48, 0x89, 0xf8, 0x48, 0x89, 0xf7, 0x48, 0x89, 0xd6, 0x48, 0x89,
                                     0xca, 0x4d, 0x89, 0xc2, 0x4d, 0x89, 0xc8, 0x0f, 0x05, 0xc3};

static void trapped(int signal, siginfo_t *info, void *context) {
    (void)signal;
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    int before = errno, done;
    if (info->si_syscall == SYS_rename)
        done = rename((char *)registers[REG_RDI], (char *)registers[REG_RSI]);
    else
        done = do_rename(registers[REG_RDI], (char *)registers[REG_RSI], registers[REG_RDX],
                         (char *)registers[REG_R10],
                         info->si_syscall == SYS_renameat2 ? registers[REG_R8] : 0);
    registers[REG_RAX] = done < 0 ? -errno : done;
    errno = before;
}

__attribute__((constructor)) static void begin(void) {
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    memcpy(page, code, sizeof code);
    mprotect(page, 4096, PROT_READ | PROT_EXEC);
    through = (long (*)(long, long, long, long, long, long))page;
    struct sigaction action = {.sa_sigaction = trapped, .sa_flags = SA_SIGINFO | SA_NODEFER};
    sigaction(SIGSYS, &action, NULL);
    uint32_t low = (uint32_t)(uintptr_t)page, high = (uint32_t)((uintptr_t)page >> 32);
    const size_t address = offsetof(struct seccomp_data, instruction_pointer);
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_rename, 3, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_renameat, 2, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_renameat2, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, address + 4),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, high, 0, 4),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, address),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, low, 0, 2),
        BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, low + 4095, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP),
    };
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)) {
        fprintf(stderr, "no filter of system calls can be set\n");
        _exit(98);
    }
}
#else
static long plain(long number, long a, long b, long c, long d, long e) {
    long done = syscall(number, a, b, c, d, e);
    return done < 0 ? -errno : done;
}
__attribute__((constructor)) static void begin(void) { through = plain; }
#endif
