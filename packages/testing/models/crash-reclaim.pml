/*
 * Crash reclaim: a worker may die between any two of its steps; from its handshake word and its note the distributor finds out
 * which packets are finished, which one it may have been in, and which were not started.
 *
 * Abstracts  packages/core/src/slot/note.ts                    the note: valid, running, position
 *            packages/core/src/distribute/distributor-worker.ts   starting, #writeResults, #exchange: the order of their writes
 *            packages/core/src/distribute/lost-lane.ts         splitLane
 *            packages/core/src/distribute/dispatcher.ts, suspects.ts   lose, retry, fail
 * Leaves out waiting, taking back, and more than one slot: the lost worker's successor takes the same one. That the end of a
 *            thread orders all it wrote is given: the distributor looks only afterwards.
 *
 * Crash-exact is the assertions; that every packet comes back is the formula. -DNOTE_LATE and -DRESULT_LATE put bugs in.
 */
#define TAGS 2
#ifndef PER_TAG
#define PER_TAG 2
#endif
#define PACKETS (TAGS * PER_TAG)
#ifndef DEATHS
#define DEATHS 2
#endif
#define LANE 3
#define POSITIONS 6
#define NEXT(position) (((position) + 1) % POSITIONS)
#define DIST(from, to) (((to) + POSITIONS - (from)) % POSITIONS)

/* The slot: the handshake word (in one piece), the note and the lane (plain). */
byte published, claimed, handedBack;
bool noted, running;
byte notedAt;
byte packetAt[LANE];            /* tag * PER_TAG + number */
bool resultAt[LANE];

mtype = { NOT_STARTED, INSIDE, FINISHED };
mtype handler[PACKETS] = NOT_STARTED;   /* what is true, whoever knows it */
byte back;
byte deaths;
bool dying, ended;                      /* the worker shall die; its thread has ended */

ltl finite { <> (back == PACKETS) }

#define TAG(packet) ((packet) / PER_TAG)

proctype worker() {
  byte c, to, h, at;
  {
    do
    :: atomic { published != claimed || handedBack != claimed -> c = claimed; to = published; h = handedBack }
      /* writeResults of what is handed back; then the note; then the exchange. */
      do
      :: h != c -> resultAt[h % LANE] = true; h = NEXT(h)
      :: else -> break
      od;
      atomic { noted = true; running = false; notedAt = c }
      atomic {
        if
        :: published == to -> handedBack = c; claimed = to        /* what is published since is claimed next time */
        :: else -> to = c; handedBack = c
        fi;
        at = c
      }
      do
      :: at != to ->
        /* starting(i): the results of those before it, and the note that it runs. */
#ifdef RESULT_LATE
        atomic { noted = true; running = true; notedAt = at }
#endif
        h = c;
        do
        :: h != at -> resultAt[h % LANE] = true; h = NEXT(h)
        :: else -> break
        od;
#ifndef RESULT_LATE
#ifndef NOTE_LATE
        atomic { noted = true; running = true; notedAt = at }
#endif
#endif
        atomic { assert(handler[packetAt[at % LANE]] == NOT_STARTED); handler[packetAt[at % LANE]] = INSIDE }
#ifdef NOTE_LATE
        atomic { noted = true; running = true; notedAt = at }
#endif
        handler[packetAt[at % LANE]] = FINISHED;
        at = NEXT(at)
      :: else -> break
      od
    od
  } unless { dying }
  atomic { dying = false; ended = true }
}

/* Kills the worker between any two of its steps, while there is anything to do. */
active proctype death() {
end:
  do
  :: atomic { deaths < DEATHS && !dying && !ended -> deaths++; dying = true }
  od
}

byte head, tail, toPlace[TAGS], toReturn[TAGS];    /* the distributor's own */
bool locked[TAGS];                                                   /* its packet toReturn is a suspect */
byte p, position, finishedTo, suspectTo;                      /* scratch inside one step */

inline giveBack() {             /* the packet at head is returned */
  p = packetAt[head % LANE];
  assert(handler[p] == FINISHED && resultAt[head % LANE]);           /* finished packets have their result */
  assert(p % PER_TAG == toReturn[TAG(p)]);                           /* Ordered, Once */
  resultAt[head % LANE] = false;
  toReturn[TAG(p)]++;
  back++;
  head = NEXT(head)
}

inline lose() {
  d_step {
    ended = false;
    do :: head != handedBack -> giveBack() :: else -> break od;
    /* splitLane */
    if
    :: !noted -> finishedTo = handedBack; suspectTo = claimed
    :: noted && DIST(handedBack, notedAt) > DIST(handedBack, claimed) -> finishedTo = handedBack; suspectTo = handedBack
    :: else ->
      finishedTo = notedAt;
      if :: running && notedAt != claimed -> suspectTo = NEXT(notedAt) :: else -> suspectTo = notedAt fi
    fi;
    do
    :: tail != suspectTo ->
      tail = (tail + POSITIONS - 1) % POSITIONS;
      p = packetAt[tail % LANE];
      assert(handler[p] == NOT_STARTED);                             /* what goes elsewhere was not started */
      toPlace[TAG(p)]--
    :: else -> break
    od;
    do :: head != finishedTo -> giveBack() :: else -> break od;
    if
    :: head != tail ->
      assert(NEXT(head) == tail);                                    /* one suspect at most */
      p = packetAt[head % LANE];
      assert(!locked[TAG(p)] && p % PER_TAG == toReturn[TAG(p)]);
      locked[TAG(p)] = true
    :: else
    fi;
    head = 0; tail = 0; published = 0; claimed = 0; handedBack = 0; noted = false; running = false; notedAt = 0;
    resultAt[0] = false; resultAt[1] = false; resultAt[2] = false;
    p = 0; position = 0; finishedTo = 0; suspectTo = 0
  }
  run worker()
}

inline place(tag) {
  if
  :: DIST(head, tail) < LANE && toPlace[tag] < PER_TAG && !locked[tag] ->
    d_step { packetAt[tail % LANE] = (tag) * PER_TAG + toPlace[tag]; toPlace[tag]++ }
    d_step { tail = NEXT(tail); published = tail }
  :: else
  fi
}

/* The caller decides about the suspect of a tag, in this round or in a later one: retry, in front of its tag, or fail. */
inline decide(tag) {
  if
  :: locked[tag] ->
    d_step {
      locked[tag] = false;
      toPlace[tag] = toReturn[tag];
      handler[tag * PER_TAG + toReturn[tag]] = NOT_STARTED
    }
  :: locked[tag] ->
    d_step {
      locked[tag] = false;
      toReturn[tag]++;
      toPlace[tag] = toReturn[tag];
      back++
    }
  :: locked[tag] && !waited -> waited = true
  :: !locked[tag]
  fi
}

active proctype distributor() {
  bool waited;
  run worker();
  do
  :: back == PACKETS -> break
  :: else ->
    if :: ended -> lose() :: else fi;
    d_step {
      finishedTo = handedBack;
      do :: head != finishedTo -> giveBack() :: else -> break od;
      p = 0; finishedTo = 0
    }
    place(0);
    place(1);
    decide(0);
    decide(1)
  od;
  deaths = DEATHS;
  dying = true
}
