/* rte_softrss, DPDK's Toeplitz hash in portable C: the inputs change with every call, and all hashes are used. */
#include <rte_thash.h>

#include "common.h"

static const uint8_t microsoft_key[40] = {
	0x6d, 0x5a, 0x56, 0xda, 0x25, 0x5b, 0x0e, 0xc2, 0x41, 0x67, 0x25, 0x3d, 0x43, 0xa3, 0x8f, 0xb0, 0xd0, 0xca, 0x2b, 0xcb,
	0xae, 0x7b, 0x30, 0xb4, 0x77, 0xcb, 0x2d, 0xa3, 0x80, 0x30, 0xf2, 0x0c, 0x6a, 0x42, 0xb7, 0x3b, 0xbe, 0xac, 0x01, 0xfa,
};

#define INPUTS 1024

int
softrss_time(unsigned int bytes, uint64_t count)
{
	const uint32_t words = bytes / 4;
	if (bytes % 4 != 0 || words < 1 || words > 9)
		die("rte_softrss takes 4 to 36 bytes");
	static uint32_t inputs[INPUTS][9];
	uint32_t word = 1;
	for (unsigned int i = 0; i < INPUTS * 9; i++)
		inputs[i / 9][i % 9] = word = word * 1664525u + 1013904223u;
	uint32_t sum = 0;
	for (uint64_t i = 0; i < count / 8; i++)
		sum += rte_softrss(inputs[i % INPUTS], words, microsoft_key);
	const uint64_t start = now_ns();
	for (uint64_t i = 0; i < count; i++)
		sum += rte_softrss(inputs[i % INPUTS], words, microsoft_key);
	const uint64_t end = now_ns();
	printf("{\"ns\": %.4f, \"sum\": %u", (double)(end - start) / (double)count, sum);
	return print_usage();
}
