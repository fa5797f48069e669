/*
 * Park and wake: workers sleep on their handshake word, the distributor sleeps on the bell, and nobody sleeps on.
 *
 * Abstracts  packages/core/src/distribute/distributor-worker.ts   #park, #exchange, #ring
 *            packages/core/src/distribute/bell.ts                 step, #listen
 *            packages/core/src/distribute/distributor.ts          #dismiss
 *            packages/core/src/distribute/lanes.ts                publish, wake
 *            packages/core/src/slot/distributor-layout.ts         the bell: SILENT, WAITING, RUNG
 * Leaves out tags, lanes and bursts (a packet is a count, a worker has credit for one), coalescing (with such lanes nobody keeps
 *            quiet: coalesce has it), time-outs (nobody is woken by a clock, so a lost wake is a deadlock), and waiting by promises.
 * A worker may die after it has rung and before it wakes the distributor. Waits may end early, EARLY times.
 *
 * -DONE_LOOK, -DRING_FIRST, -DPARK_BLINDLY put bugs in: each of them must be found.
 */
#define WORKERS 2
#ifndef PACKETS
#define PACKETS 4
#endif
#ifndef EARLY
#define EARLY 2
#endif

mtype = { WORKING, PARKED, CLOSED };
mtype = { SILENT, WAITING, RUNG };

/* The handshake words, each read and written in one piece. With a credit of one: published, claimed, handed back in turn. */
bool published[WORKERS], claimed[WORKERS];
mtype presence[WORKERS] = WORKING;
mtype bell = SILENT;
/* Who sleeps; a notify ends the sleep. */
bool sleeps[WORKERS], distributorSleeps;
bool dead[WORKERS], lost[WORKERS];   /* a thread has ended; the distributor has been told */

bool holds[WORKERS];            /* distributor: this worker has a packet that is not collected */
byte given, back;
bool done;

ltl finite { <> done }

inline notifyWorker(w) { sleeps[w] = false }
inline notifyBell() { distributorSleeps = false }

/* One look at a worker: takes in what it handed back, and gives it the next packet. */
inline serve(w) {
  atomic {                                            /* load of the handshake */
    if
    :: holds[w] && !published[w] && !claimed[w] -> holds[w] = false; back++; events = true
    :: holds[w] && published[w] && lost[w] -> published[w] = false; holds[w] = false; given--; events = true
    :: else
    fi
  }
  if
  :: !holds[w] && given < PACKETS && !lost[w] ->
    atomic {                                          /* addition: publishes, and tells the presence before */
      published[w] = true; holds[w] = true; given++;
      parked = (presence[w] == PARKED)
    }
    if :: parked -> notifyWorker(w) :: else fi;
    parked = false
  :: else
  fi
}

inline pass() { serve(0); serve(1) }

active proctype distributor() {
  bool events, parked;
  do
  :: back == PACKETS -> break
  :: back < PACKETS ->
    events = false;
    pass();
    if
    :: events
    :: !events && back < PACKETS ->
      bell = WAITING;                                 /* listen: store, then look once more */
#ifndef ONE_LOOK
      pass();
#endif
      if
      :: events
      :: else ->
        atomic { if :: bell == WAITING -> distributorSleeps = true :: else fi }     /* wait(bell, WAITING) */
        !distributorSleeps
      fi;
      bell = SILENT
    fi
  od;
  presence[0] = CLOSED; notifyWorker(0);
  presence[1] = CLOSED; notifyWorker(1);
  done = true
}

/* Wakes the distributor if it waits; also when somebody else has rung. */
inline ring() {
  if
  :: seen == SILENT
  :: else ->
    if :: seen == WAITING -> atomic { if :: bell == WAITING -> bell = RUNG :: else fi } :: else fi;
    if
    :: me == 1 && !dead[0] -> dead[me] = true; goto gone
    :: true -> notifyBell()
    fi
  fi;
  seen = SILENT
}

proctype worker(byte me) {
  mtype seen = SILENT;
  do
  :: atomic { published[me] -> published[me] = false; claimed[me] = true; if :: presence[me] == PARKED -> presence[me] = WORKING :: else fi }
#ifdef RING_FIRST
    seen = bell;
#endif
    claimed[me] = false;                              /* the handler has run; the exchange hands back */
#ifndef RING_FIRST
    seen = bell;
#endif
    ring()
  :: atomic { !published[me] && presence[me] == CLOSED -> break }
  :: !published[me] && presence[me] != CLOSED ->      /* a look that finds nothing */
#ifdef PARK_BLINDLY
    if :: presence[me] == WORKING -> presence[me] = PARKED :: else fi;
    sleeps[me] = true;
#else
    atomic {                                          /* exchange: parks only in the word that was seen */
      if :: !published[me] && presence[me] == WORKING -> presence[me] = PARKED :: else fi
    }
    atomic {                                          /* wait(handshake, the word with nothing published and parked) */
      if :: !published[me] && presence[me] == PARKED -> sleeps[me] = true :: else fi
    }
#endif
    !sleeps[me]
  od;
gone:
  skip
}

/* The event loop of the distributor's thread: it hears that a worker has ended while the distributor waits, and calls workerLost. */
active proctype host() {
end:
  atomic { dead[1] && distributorSleeps -> lost[1] = true; notifyBell() }
}

/* Waits that end for nothing. */
active proctype early() {
  byte times;
end:
  do
  :: times < EARLY && sleeps[0] -> notifyWorker(0); times++
  :: times < EARLY && sleeps[1] -> notifyWorker(1); times++
  :: times < EARLY && distributorSleeps -> notifyBell(); times++
  od
}

init { atomic { run worker(0); run worker(1) } }
