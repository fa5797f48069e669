/* rte_distributor as the benchmark drives its own distributor: tags are stored, packets distributed, and the returned ones collected
 * and counted. The packets are mbufs of one pool; free ones stand on a stack, so that none is ever in flight twice.
 *
 * With `verify`, worker and collector check each packet's ordinal within its tag. A packet is out of turn when a later one of its tag
 * has been there before it, or another worker is in its tag as it starts; however much is wrong with it, it counts once at each place.
 * Losses and doubles show in the number and the sum of what came back. */
#include <stdatomic.h>

#include <rte_distributor.h>
#include <rte_launch.h>
#include <rte_lcore.h>
#include <rte_mbuf.h>

#include "common.h"

#define CALL 32
#define COLLECT 128
#define MBUFS 8191

struct ordinals {
	uint32_t *of_packet;
	uint32_t *flow_of_packet;
	/* By flow: workers inside, and the ordinal after the last one that started, and that came back. */
	_Atomic uint32_t *inside;
	_Atomic uint32_t *started;
	uint32_t *returned;
};

static struct rte_distributor *distributor;
static atomic_bool quit;
static int is_single_mode;
static struct ordinals ordinals;
static int verifying;
static atomic_ullong started_out_of_turn;
static uint64_t returned_out_of_turn;

static inline uint32_t
packet_of(const struct rte_mbuf *m)
{
	return m->dynfield1[0];
}

static void
check_start(const struct rte_mbuf *m)
{
	const uint32_t packet = packet_of(m);
	const uint32_t flow = ordinals.flow_of_packet[packet], ordinal = ordinals.of_packet[packet];
	const int together = atomic_fetch_add(&ordinals.inside[flow], 1) != 0;
	const int late = ordinal < atomic_load(&ordinals.started[flow]);
	if (!late)
		atomic_store(&ordinals.started[flow], ordinal + 1);
	/* The handler's time: wide enough for another worker to be seen in the same tag. */
	for (int i = 0; i < 50; i++)
		rte_pause();
	atomic_fetch_sub(&ordinals.inside[flow], 1);
	if (together || late)
		atomic_fetch_add(&started_out_of_turn, 1);
}

static int
worker_main(void *arg)
{
	const unsigned int id = (unsigned int)(uintptr_t)arg;
	struct rte_mbuf *packets[8] __rte_cache_aligned = { NULL };
	int count = 0;
	while (!atomic_load_explicit(&quit, memory_order_relaxed)) {
		count = rte_distributor_get_pkt(distributor, id, packets, packets, (unsigned int)count);
		if (verifying && !atomic_load_explicit(&quit, memory_order_relaxed))
			for (int i = 0; i < count; i++)
				check_start(packets[i]);
	}
	rte_distributor_return_pkt(distributor, id, packets, count);
	return 0;
}

/* The ordinal of each packet within its tag, by sorting packets by tag without changing their order. */
static void
number_packets(uint64_t count, const struct tag_table *table)
{
	uint64_t *order = malloc(count * sizeof(*order));
	ordinals.of_packet = calloc(count, sizeof(uint32_t));
	ordinals.flow_of_packet = calloc(count, sizeof(uint32_t));
	for (uint64_t i = 0; i < count; i++)
		order[i] = (uint64_t)table->tags[i & table->mask] << 32 | i;
	qsort(order, count, sizeof(*order), compare_u64);
	uint32_t flow = 0, ordinal = 0;
	for (uint64_t i = 0; i < count; i++) {
		if (i > 0 && order[i] >> 32 != order[i - 1] >> 32) {
			flow++;
			ordinal = 0;
		}
		ordinals.of_packet[(uint32_t)order[i]] = ordinal++;
		ordinals.flow_of_packet[(uint32_t)order[i]] = flow;
	}
	ordinals.inside = calloc(flow + 1, sizeof(uint32_t));
	ordinals.started = calloc(flow + 1, sizeof(uint32_t));
	ordinals.returned = calloc(flow + 1, sizeof(uint32_t));
	free(order);
}

static void
check_return(const struct rte_mbuf *m)
{
	const uint32_t packet = packet_of(m);
	uint32_t *next = &ordinals.returned[ordinals.flow_of_packet[packet]];
	if (ordinals.of_packet[packet] < *next)
		returned_out_of_turn++;
	else
		*next = ordinals.of_packet[packet] + 1;
}

struct stack {
	struct rte_mbuf *free[MBUFS];
	unsigned int size;
};

static unsigned int
collect(struct stack *stack, uint64_t *sum)
{
	struct rte_mbuf *back[COLLECT];
	const int count = rte_distributor_returned_pkts(distributor, back, COLLECT);
	for (int i = 0; i < count; i++) {
		*sum += packet_of(back[i]);
		if (verifying)
			check_return(back[i]);
		stack->free[stack->size++] = back[i];
	}
	return (unsigned int)count;
}

/* Sends and collects `count` packets; false when some of them do not come back. */
static int
drive(struct stack *stack, uint64_t count, const struct tag_table *table, uint64_t *sum)
{
	uint64_t sent = 0, taken = 0;
	while (sent < count) {
		struct rte_mbuf *call[CALL];
		unsigned int wanted = (unsigned int)RTE_MIN((uint64_t)CALL, count - sent);
		if (wanted > stack->size) {
			rte_distributor_process(distributor, NULL, 0);
			taken += collect(stack, sum);
			continue;
		}
		for (unsigned int i = 0; i < wanted; i++) {
			call[i] = stack->free[--stack->size];
			call[i]->hash.usr = table->tags[(sent + i) & table->mask];
			call[i]->dynfield1[0] = (uint32_t)(sent + i);
		}
		unsigned int accepted = 0;
		while (accepted < wanted)
			accepted += (unsigned int)rte_distributor_process(distributor, call + accepted, wanted - accepted);
		sent += wanted;
		taken += collect(stack, sum);
	}
	const uint64_t patience = now_ns() + 2000000000u;
	while (taken < count && now_ns() < patience) {
		rte_distributor_process(distributor, NULL, 0);
		taken += collect(stack, sum);
	}
	return taken == count;
}

static struct stack *
create_mbufs(void)
{
	struct rte_mempool *pool = rte_pktmbuf_pool_create("packets", MBUFS, 0, 0, RTE_PKTMBUF_HEADROOM, SOCKET_ID_ANY);
	struct stack *stack = calloc(1, sizeof(*stack));
	if (pool == NULL || rte_pktmbuf_alloc_bulk(pool, stack->free, MBUFS) != 0)
		die("no mbufs");
	stack->size = MBUFS;
	return stack;
}

static void
start_workers(int single, unsigned int workers)
{
	is_single_mode = single;
	distributor = rte_distributor_create("bench", SOCKET_ID_ANY, workers, single ? RTE_DIST_ALG_SINGLE : RTE_DIST_ALG_BURST);
	if (distributor == NULL)
		die("rte_distributor_create failed");
	unsigned int id = 0, lcore;
	RTE_LCORE_FOREACH_WORKER(lcore)
		if (id < workers)
			rte_eal_remote_launch(worker_main, (void *)(uintptr_t)id++, lcore);
	if (id < workers)
		die("fewer lcores than workers");
}

static int
workers_run(void)
{
	unsigned int lcore;
	RTE_LCORE_FOREACH_WORKER(lcore)
		if (rte_eal_get_lcore_state(lcore) == RUNNING)
			return 1;
	return 0;
}

/* As DPDK's own tests end their workers: one last packet each in single mode, since a worker waits for packets only; a flush wakes
 * those of burst mode. A worker that leaves waits until its earlier hand-back has been seen, so the distributor goes on until all left. */
static void
stop_workers(struct stack *stack, unsigned int workers)
{
	atomic_store(&quit, 1);
	struct rte_mbuf *last[64];
	for (unsigned int i = 0; i < workers; i++) {
		last[i] = stack->free[--stack->size];
		last[i]->hash.usr = (i + 1) << 1;
	}
	if (is_single_mode)
		rte_distributor_process(distributor, last, workers);
	else
		rte_distributor_flush(distributor);
	while (workers_run())
		rte_distributor_process(distributor, NULL, 0);
	rte_eal_mp_wait_lcore();
}

int
distributor_rate(int single, unsigned int workers, uint64_t count, const struct tag_table *table, int verify)
{
	struct stack *stack = create_mbufs();
	uint64_t sum = 0;
	verifying = verify;
	if (verify)
		number_packets(count, table);
	start_workers(single, workers);
	if (!verify && !drive(stack, RTE_MIN(count, RTE_MAX((uint64_t)1000, count / 8)), table, &sum))
		die("packets of the warm-up were lost");
	sum = 0;
	const uint64_t start = now_ns();
	const int whole = drive(stack, count, table, &sum);
	const uint64_t end = now_ns();
	stop_workers(stack, workers);
	const int all_back = whole && sum == count * (count - 1) / 2;
	if (!verify && !all_back)
		die("packets were lost or doubled");
	printf("{\"seconds\": %.9f, \"allBack\": %s, \"startedOutOfTurn\": %llu, \"returnedOutOfTurn\": %llu", (double)(end - start) / 1e9,
	       all_back ? "true" : "false", (unsigned long long)atomic_load(&started_out_of_turn), (unsigned long long)returned_out_of_turn);
	return print_usage();
}

/* As the other side of the benchmark takes it: between two neighbours, in proportion. */
static double
percentile(const uint64_t *sorted, uint64_t count, double p)
{
	const double at = p * (double)(count - 1);
	const uint64_t below = (uint64_t)at;
	const double low = (double)sorted[below], high = (double)sorted[RTE_MIN(below + 1, count - 1)];
	return low + (high - low) * (at - (double)below);
}

/* What reading the clock costs is part of every time that is measured with it; it is taken off, here as in JavaScript. */
static double
clock_cost(void)
{
	static uint64_t times[10001];
	for (unsigned int i = 0; i < RTE_DIM(times); i++) {
		const uint64_t start = now_ns();
		times[i] = now_ns() - start;
	}
	qsort(times, RTE_DIM(times), sizeof(*times), compare_u64);
	return (double)times[RTE_DIM(times) / 2];
}

/* One packet at a time to one worker and back. */
int
distributor_round_trip(int single, uint64_t count)
{
	struct stack *stack = create_mbufs();
	uint64_t *times = malloc(count * sizeof(*times));
	const double cost = clock_cost();
	start_workers(single, 1);
	const uint64_t warm_up = RTE_MAX((uint64_t)1000, count / 8);
	for (uint64_t i = 0; i < count + warm_up; i++) {
		struct rte_mbuf *m = stack->free[i % 8], *back;
		m->hash.usr = 2 + (uint32_t)(i % 1024);
		const uint64_t start = now_ns();
		while (rte_distributor_process(distributor, &m, 1) != 1)
			;
		while (rte_distributor_returned_pkts(distributor, &back, 1) != 1)
			rte_distributor_process(distributor, NULL, 0);
		if (i >= warm_up)
			times[i - warm_up] = now_ns() - start;
		if (back != m)
			die("another packet came back than was sent");
	}
	stop_workers(stack, 1);
	qsort(times, count, sizeof(*times), compare_u64);
	printf("{\"p50\": %.1f, \"p99\": %.1f, \"p999\": %.1f, \"clock\": %.1f", percentile(times, count, 0.5) - cost,
	       percentile(times, count, 0.99) - cost, percentile(times, count, 0.999) - cost, cost);
	return print_usage();
}
