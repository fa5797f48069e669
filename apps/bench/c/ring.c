/* rte_ring between two lcores, one producer and one consumer: what DPDK needs to move a word without any promise about tags. */
#include <rte_launch.h>
#include <rte_lcore.h>
#include <rte_ring.h>

#include "common.h"

#define SLOTS 4096
#define MOST 256

static struct rte_ring *ring;
static unsigned int bulk_size;
static uint64_t total;

static int
produce(__rte_unused void *arg)
{
	void *words[MOST];
	for (uint64_t sent = 0; sent < total; sent += bulk_size) {
		for (unsigned int i = 0; i < bulk_size; i++)
			words[i] = (void *)(uintptr_t)(sent + i);
		while (rte_ring_sp_enqueue_bulk(ring, words, bulk_size, NULL) == 0)
			rte_pause();
	}
	return 0;
}

static uint64_t
consume(void)
{
	void *words[MOST];
	uint64_t sum = 0;
	for (uint64_t taken = 0; taken < total; taken += bulk_size) {
		while (rte_ring_sc_dequeue_bulk(ring, words, bulk_size, NULL) == 0)
			rte_pause();
		for (unsigned int i = 0; i < bulk_size; i++)
			sum += (uintptr_t)words[i];
	}
	return sum;
}

static uint64_t
move(uint64_t count)
{
	total = count;
	rte_eal_remote_launch(produce, NULL, rte_get_next_lcore(-1, 1, 0));
	const uint64_t sum = consume();
	rte_eal_mp_wait_lcore();
	return sum;
}

int
ring_rate(unsigned int bulk, uint64_t count)
{
	if (bulk < 1 || bulk > MOST)
		die("bulk out of range");
	ring = rte_ring_create("bench", SLOTS, SOCKET_ID_ANY, RING_F_SP_ENQ | RING_F_SC_DEQ);
	if (ring == NULL)
		die("rte_ring_create failed");
	bulk_size = bulk;
	count -= count % bulk;
	move(count / 8 / bulk * bulk);
	const uint64_t start = now_ns();
	const uint64_t sum = move(count);
	const uint64_t end = now_ns();
	if (sum != count * (count - 1) / 2)
		die("words were lost");
	printf("{\"seconds\": %.9f, \"moved\": %llu", (double)(end - start) / 1e9,
	       (unsigned long long)count);
	return print_usage();
}
