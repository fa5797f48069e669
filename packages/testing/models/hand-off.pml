/*
 * The hand-off: publish, claim, hand back, take back, over one handshake word for each worker.
 *
 * Abstracts  packages/core/src/slot/handshake.ts            the word, in one piece; positions that wrap
 *            packages/core/src/distribute/lanes.ts          publish (addition), look (load), takeBack (exchange)
 *            packages/core/src/distribute/distributor-worker.ts   #exchange: one compare-and-exchange hands back and claims
 *            packages/core/src/distribute/dispatcher.ts     pinned tags; take back for a worker that has nothing
 * Leaves out parking, presence, marks, stalls, the search for a good worker (one that has nothing comes first), and all
 *            orders that sequentially consistent atomics exclude; a step on shared memory is one step here.
 *
 * Exclusive, Ordered and Once are assertions; that every packet comes back is the formula below. Bugs put in: -DTAKE_BLINDLY takes
 * back without comparing; -DANY_WORKER gives what was taken back for an idle worker to any: taken and given for ever.
 */
#ifndef PER_TAG
#define PER_TAG 2               /* packets of a tag */
#endif
#define TAGS 3
#define PACKETS (TAGS * PER_TAG)
#define WORKERS 2
#define LANE 2                  /* credits */
#define POSITIONS (2 * LANE)
#define FREE WORKERS            /* value of a pin */
#define DIST(from, to) (((to) + POSITIONS - (from)) % POSITIONS)
#define NEXT(position) (((position) + 1) % POSITIONS)

/* The handshake words. Each of them is read and written in one piece: always inside d_step. */
byte published[WORKERS], claimed[WORKERS], handedBack[WORKERS];
bool closed;
/* The lanes, plain. A packet is its tag and its number within the tag; a result says that its handler has run. */
byte tagAt[WORKERS * LANE], numberAt[WORKERS * LANE];
bool resultAt[WORKERS * LANE];

/* What is observed. */
byte inside[TAGS];              /* handlers that run */
byte toStart[TAGS];             /* number of the packet that has to start next */
byte back;                      /* packets returned */

ltl finite { <> (back == PACKETS) }

#define AT(worker, position) ((worker) * LANE + (position) % LANE)

byte head[WORKERS], tail[WORKERS], pin[TAGS], held[TAGS], toPlace[TAGS], toReturn[TAGS];   /* the distributor's own */
byte t, at, end;                                                                    /* scratch inside one step */

/* Takes in what a worker has handed back: the acquiring load, and the results behind it. */
inline collect(w) {
  d_step {
    end = handedBack[w];
    do
    :: head[w] != end ->
      at = AT(w, head[w]);
      t = tagAt[at];
      assert(resultAt[at]);                           /* handed back: its result is there */
      assert(numberAt[at] == toReturn[t]);            /* Ordered, Once */
      resultAt[at] = false;
      toReturn[t]++;
      back++;
      held[t]--;
      if :: held[t] == 0 -> pin[t] = FREE :: else fi;
      head[w] = NEXT(head[w])
    :: else -> break
    od;
    t = 0; at = 0; end = 0
  }
}

#define ROOM(w) (DIST(head[w], tail[w]) < LANE)
#define IDLE(w) (head[w] == tail[w])
/* A pinned tag goes where it is pinned; a free one to a worker that has nothing, or to any if there is none. */
#ifdef ANY_WORKER
#define OPEN(w) true
#else
#define OPEN(w) (IDLE(w) || !IDLE(1 - w))
#endif
#define TO(tag, w) (toPlace[tag] < PER_TAG && ROOM(w) && (pin[tag] == w || (pin[tag] == FREE && OPEN(w))))

/* Places one packet of a tag with a worker: plain writes first, then the addition that publishes. */
inline place(tag, w) {
  d_step {
    tagAt[AT(w, tail[w])] = tag;
    numberAt[AT(w, tail[w])] = toPlace[tag];
    pin[tag] = w;
    held[tag]++;
    toPlace[tag]++
  }
  d_step { tail[w] = NEXT(tail[w]); published[w] = tail[w] }
}

#define NEWEST(w) ((tail[w] + POSITIONS - 1) % POSITIONS)
#define LONELY(w) (claimed[w] != tail[w] && held[tagAt[AT(w, NEWEST(w))]] == 1)

/* Takes the newest packet back for a worker that has nothing, if its tag gets free by it: a load, then an exchange. */
inline takeBack(w, other) {
  if
  :: atomic { IDLE(other) && DIST(head[w], tail[w]) >= 2 && LONELY(w) -> c = claimed[w]; h = handedBack[w] }
    d_step {
      if
#ifdef TAKE_BLINDLY
      :: tail[w] != head[w] ->
#else
      :: claimed[w] == c && handedBack[w] == h ->     /* the word that was seen */
#endif
        tail[w] = NEWEST(w);
        published[w] = tail[w];
        t = tagAt[AT(w, tail[w])];
        held[t] = 0;
        pin[t] = FREE;
        toPlace[t]--;
        t = 0
      :: else
      fi;
      c = 0; h = 0
    }
  :: else
  fi
}

active proctype distributor() {
  byte c, h;
  d_step { pin[0] = FREE; pin[1] = FREE; pin[2] = FREE }
  do
  :: back == PACKETS -> break
  :: else ->
    collect(0);
    collect(1);
    if :: TO(0, 0) -> place(0, 0) :: TO(0, 1) -> place(0, 1) :: else fi;
    if :: TO(1, 0) -> place(1, 0) :: TO(1, 1) -> place(1, 1) :: else fi;
    if :: TO(2, 0) -> place(2, 0) :: TO(2, 1) -> place(2, 1) :: else fi;
    takeBack(0, 1);
    takeBack(1, 0)
  od;
  closed = true
}

proctype worker(byte me) {
  byte p, c, to;
  bool ok;
  do
  :: atomic { closed && published[me] == claimed[me] && handedBack[me] == claimed[me] -> break }
  :: atomic { published[me] != claimed[me] || handedBack[me] != claimed[me] -> p = published[me]; c = claimed[me] }   /* load */
    /* All of the last burst goes back, and one packet or all that are published are claimed: one exchange. */
    if :: to = p :: p != c -> to = NEXT(c) fi;
    d_step {
      ok = (published[me] == p);                      /* nobody else moves the other two */
      if :: ok -> handedBack[me] = c; claimed[me] = to :: else fi;
      p = 0
    }
    do
    :: ok && c != to ->
      d_step {
        assert(inside[tagAt[AT(me, c)]] == 0);                          /* Exclusive */
        assert(numberAt[AT(me, c)] == toStart[tagAt[AT(me, c)]]);       /* Ordered, Once */
        inside[tagAt[AT(me, c)]]++;
        toStart[tagAt[AT(me, c)]]++
      }
      d_step {
        resultAt[AT(me, c)] = true;
        inside[tagAt[AT(me, c)]]--;
        c = NEXT(c)
      }
    :: else -> c = 0; to = 0; ok = false; break
    od
  od
}

init { atomic { run worker(0); run worker(1) } }
