/* What the measurements share: the clock, the tags of a run, the usage of the process, and the line that each of them prints. */
#ifndef DIST_BENCH_COMMON_H
#define DIST_BENCH_COMMON_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static inline uint64_t
now_ns(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC_RAW, &t);
	return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* Tags of a run: a table whose length is a power of two, gone round as often as needed. */
struct tag_table {
	uint32_t *tags;
	uint32_t mask;
};

/* Ends the line of a result with what the whole process has used: it is what the load of the run is judged by. */
static inline int
print_usage(void)
{
	struct rusage r;
	getrusage(RUSAGE_SELF, &r);
	const double cpu_ms = (double)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) * 1e3 +
			      (double)(r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e3;
	printf(", \"cpuMs\": %.3f, \"switches\": %ld}\n", cpu_ms, r.ru_nivcsw);
	return 0;
}

static inline _Noreturn void
die(const char *what)
{
	fprintf(stderr, "dpdk-bench: %s\n", what);
	exit(1);
}

int compare_u64(const void *a, const void *b);

int distributor_rate(int single, unsigned int workers, uint64_t count, const struct tag_table *table, int verify);
int distributor_round_trip(int single, uint64_t count);
int ring_rate(unsigned int bulk, uint64_t count);
int softrss_time(unsigned int bytes, uint64_t count);

#endif
