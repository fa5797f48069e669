/*
 * Coalescing: a distributor that waits lets hand-backs gather; a worker that has few packets left to claim wakes it, the others do
 * not; nobody sleeps on.
 *
 * Abstracts  packages/core/src/distribute/bell.ts                 step, activity, #ticked, #listen, #mayCoalesce
 *            packages/core/src/distribute/distributor-worker.ts   #exchange, #ring
 *            packages/core/src/distribute/lanes.ts                publish, look, takeBack: each sees the whole word
 *            packages/core/src/distribute/dispatcher.ts           pass: visits all, then gives and takes in; a stalled lane is emptied
 * Leaves out tags and positions (a word is three numbers of packets), how workers that have nothing sleep, deaths and early wakes
 *            (park-wake has them), several waits in one stretch of the clock, and that many short ones are not coalesced for a while.
 *
 * Without a clock every packet comes back. -DTICK adds it: a wait that coalesces ends, or looks and goes on as one for every hand-back.
 * -DSTUCK has handlers that never end: whatever was handed back is still taken in, which needs the clock.
 * Bugs put in: -DFEW=0 (no worker ever has few), -DONE_LOOK, -DSTUCK without the clock, -DTICK_BLINDLY (with both).
 */
#ifdef TICK_BLINDLY
#define TICK
#define STUCK
#endif
#define WORKERS 2
#define CREDITS 3
#ifndef PACKETS
#define PACKETS 4
#endif
#ifndef FEW
#define FEW 1                   /* a quarter of the credits, and at least one */
#endif
#ifndef TAKES
#define TAKES 1                 /* so often packets are taken back */
#endif

mtype = { SILENT, WAITING, COALESCING, RUNG };
mtype bell = SILENT;
/* The handshake words, each read and written in one piece: published and not claimed, claimed, handed back and not taken in. */
byte unclaimed[WORKERS], claimed[WORKERS], handedBack[WORKERS];
bool asleep;                    /* the distributor; a notify ends it */

byte toGive = PACKETS, back, takes;

#ifdef STUCK
ltl finite { <> [] (handedBack[0] + handedBack[1] == 0) }
#else
ltl finite { <> (back == PACKETS) }
#endif

#define HELD(w) (unclaimed[w] + claimed[w] + handedBack[w])
#define ROOM(w) (CREDITS - HELD(w))

inline takeIn(w) {
  if :: handedBack[w] > 0 -> back = back + handedBack[w]; handedBack[w] = 0; events = true :: else fi
}

/* Looks at a worker, and may take back what it has not claimed: an exchange from the word that was seen. */
inline visit(w) {
  atomic {
    takeIn(w);
    if :: takes < TAKES -> seen = unclaimed[w] :: true fi
  }
  atomic {
    if
    :: seen > 0 && unclaimed[w] == seen && handedBack[w] == 0 -> toGive = toGive + seen; unclaimed[w] = 0; takes++
    :: else
    fi;
    seen = 0
  }
}

/* Fills a lane: the addition that publishes sees the word as well. */
inline give(w) {
  atomic {
    if
    :: toGive > 0 && ROOM(w) > 0 ->
      seen = (toGive < ROOM(w) -> toGive : ROOM(w));
      unclaimed[w] = unclaimed[w] + seen;
      toGive = toGive - seen;
      takeIn(w);
      seen = 0
    :: else
    fi
  }
}

inline pass() {
  visit(0);
  visit(1);
  if
  :: true -> give(0); give(1)
  :: takes > 0 -> give(1); give(0)
  fi
}

active proctype distributor() {
  byte seen;
  bool events;                  /* since the last wait began */
  bool coalesces;
  pass();
  do
  :: back == PACKETS -> break
  :: back < PACKETS ->
    atomic {                    /* listen: after progress, and if no worker is without work, it coalesces; store, then look once more */
      coalesces = (events && HELD(0) > 0 && HELD(1) > 0);
      events = false;
      bell = (coalesces -> COALESCING : WAITING)
    }
#ifdef ONE_LOOK
    if :: coalesces :: else -> pass() fi;
#else
    pass();
#endif
    atomic { if :: !events && bell == (coalesces -> COALESCING : WAITING) -> asleep = true :: else fi }
    do
    :: !asleep -> break
#ifdef TICK
    :: asleep && coalesces ->   /* the time is over */
      coalesces = false;
      if
      :: atomic { asleep = false; bell = SILENT }         /* of a wait that blocks: it is up, and looks */
        pass()
      :: bell = WAITING;                                  /* of a promise: it looks, and goes on if it finds nothing */
#ifndef TICK_BLINDLY
        pass();
#endif
        atomic { if :: events -> asleep = false :: else fi }
      fi
#endif
    od;
    atomic { bell = SILENT; coalesces = false }
  od
}

proctype worker(byte me) {
  mtype heard = SILENT;
  byte left;
end:
  do
  :: atomic {
      unclaimed[me] > 0 && claimed[me] == 0 ->            /* exchange: claims one, or all */
      if :: claimed[me] = 1 :: unclaimed[me] > 1 -> claimed[me] = unclaimed[me] fi;
      unclaimed[me] = unclaimed[me] - claimed[me]
    }
  :: atomic {
      claimed[me] > 0 ->                                  /* exchange: hands back what it holds; claims nothing, one, or all */
      handedBack[me] = handedBack[me] + claimed[me];
      claimed[me] = 0;
      if
      :: true
      :: unclaimed[me] > 0 -> claimed[me] = 1
      :: unclaimed[me] > 1 -> claimed[me] = unclaimed[me]
      fi;
      unclaimed[me] = unclaimed[me] - claimed[me];
      left = unclaimed[me]
    }
    atomic {                                              /* ring: says nothing, or rings */
      heard = bell;
      if :: heard == SILENT || (heard == COALESCING && left >= FEW) -> heard = SILENT :: else fi;
      left = 0
    }
    atomic { if :: heard != SILENT && bell == heard -> bell = RUNG :: else fi }
    atomic { if :: heard != SILENT -> asleep = false; heard = SILENT :: else fi }
#ifdef STUCK
  :: claimed[me] > 0 -> true                              /* its handler goes on, for ever if it likes */
#endif
  od
}

init { atomic { run worker(0); run worker(1) } }
