/* Measures DPDK's own libraries for the benchmark: one measurement a process, one line of JSON on standard output.
 *
 *   dpdk-bench EAL-OPTIONS... -- rate single|burst WORKERS COUNT TAGS-FILE [verify]
 *                                round-trip single|burst COUNT
 *                                ring BULK COUNT
 *                                softrss BYTES COUNT
 *                                clock
 */
#include <rte_cycles.h>
#include <rte_eal.h>

#include "common.h"

int
compare_u64(const void *a, const void *b)
{
	const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return x < y ? -1 : x > y;
}

static struct tag_table
read_tags(const char *path)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL || fseek(file, 0, SEEK_END) != 0)
		die("cannot read the tags");
	const long bytes = ftell(file);
	rewind(file);
	uint32_t *tags = malloc((size_t)bytes);
	const size_t length = (size_t)bytes / sizeof(*tags);
	if (tags == NULL || fread(tags, sizeof(*tags), length, file) != length || (length & (length - 1)) != 0)
		die("the tags are no table of a power of two");
	fclose(file);
	return (struct tag_table){ .tags = tags, .mask = (uint32_t)length - 1 };
}

static int
is_single(const char *mode)
{
	return strcmp(mode, "single") == 0;
}

int
main(int argc, char **argv)
{
	const int used = rte_eal_init(argc, argv);
	if (used < 0)
		die("rte_eal_init failed");
	argc -= used;
	argv += used;
	int status = 1;
	if (argc >= 6 && strcmp(argv[1], "rate") == 0) {
		const struct tag_table table = read_tags(argv[5]);
		status = distributor_rate(is_single(argv[2]), (unsigned int)atoi(argv[3]), strtoull(argv[4], NULL, 10), &table, argc > 6);
	} else if (argc == 4 && strcmp(argv[1], "round-trip") == 0) {
		status = distributor_round_trip(is_single(argv[2]), strtoull(argv[3], NULL, 10));
	} else if (argc == 4 && strcmp(argv[1], "ring") == 0) {
		status = ring_rate((unsigned int)atoi(argv[2]), strtoull(argv[3], NULL, 10));
	} else if (argc == 4 && strcmp(argv[1], "softrss") == 0) {
		status = softrss_time((unsigned int)atoi(argv[2]), strtoull(argv[3], NULL, 10));
	} else if (argc == 2 && strcmp(argv[1], "clock") == 0) {
		printf("{\"tscHz\": %llu", (unsigned long long)rte_get_tsc_hz());
		status = print_usage();
	} else {
		die("which measurement?");
	}
	rte_eal_cleanup();
	return status;
}
