/*
 * DPDK's burst mode: must fail. A worker gives its mailbox back as soon as it has copied the packets, and the distributor then
 * forgets their tags at the next send: a tag is unlocked while its packets are still at work (D1).
 *
 * Abstracts  lib/distributor/rte_distributor.c of DPDK    poll_pkt, release, process: in-flight tags of the last send only
 * Leaves out backlogs, the return line, flush, leaving; a mailbox holds one packet and not eight.
 *
 * -DUNTIL_HANDED_BACK is the same with the rule of this project: a tag is locked until its packet is handed back. It must hold.
 */
#define WORKERS 2
#define PACKETS 4
#define NONE 255
#define TAG(packet) ((packet) % 2)

byte mailbox[WORKERS] = NONE;   /* NONE: free, the distributor may write */
byte inFlight[WORKERS] = NONE;  /* the tag that the distributor believes to be with a worker */
byte locked[2], inside[2], finished;

active proctype distributor() {
  byte packet, w;
  do
  :: packet == PACKETS -> break
  :: else ->
#ifdef UNTIL_HANDED_BACK
    /* A worker that has asked, and no packet of this tag is with anybody. */
    atomic { locked[TAG(packet)] == 0; if :: mailbox[0] == NONE -> w = 0 :: mailbox[1] == NONE -> w = 1 fi }
#else
    if
    :: inFlight[0] == TAG(packet) -> w = 0                        /* its tag is in flight there: behind it */
    :: inFlight[0] != TAG(packet) && inFlight[1] == TAG(packet) -> w = 1
    :: else -> if :: w = 0 :: w = 1 fi
    fi;
    mailbox[w] == NONE;                                           /* waits until the worker has taken the last one */
#endif
    d_step {
      printf("distributor: sends packet %d of tag %d to worker %d\n", packet, TAG(packet), w);
      if :: inFlight[w] != NONE && inFlight[w] != TAG(packet) -> printf("distributor: and forgets tag %d there\n", inFlight[w]) :: else fi;
      inFlight[w] = TAG(packet);
      locked[TAG(packet)]++;
      mailbox[w] = packet
    }
    packet++
  od
}

active [WORKERS] proctype worker() {
  byte packet;
  byte me = _pid - 1;
end:
  do
  :: d_step { mailbox[me] != NONE ->
      packet = mailbox[me];
      mailbox[me] = NONE;                                         /* copied: the mailbox is free */
      printf("worker %d: takes packet %d, its mailbox is free again\n", me, packet)
    }
    d_step {
      printf("worker %d: starts packet %d of tag %d\n", me, packet, TAG(packet));
      assert(inside[TAG(packet)] == 0);                           /* Exclusive */
      inside[TAG(packet)]++
    }
    d_step {
      printf("worker %d: finishes packet %d\n", me, packet);
      inside[TAG(packet)]--;
      locked[TAG(packet)]--;
      finished++
    }
  od
}

ltl finite { <> (finished == PACKETS) }
