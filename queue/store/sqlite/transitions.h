// The steps of a job's life as they are written down, shared by the calls of the store. Each runs
// inside a transaction of the writer and notes what it changed.
#pragma once

#include "queue/store/sqlite/writer.h"

namespace curvespice::queue::sqlite {

// The rank in line: 0 in a FIFO queue (then the id decides); else the time of arrival less the
// bonus of its priority, so that a job that waited long enough overtakes.
std::int64_t place_of(const Queue& queue, Priority priority, TimeMs since);

// Into line, or held back in a manual queue.
void put_in_line(Transaction& t, const Job& job, bool held);

void cancel(Transaction& t, const Job& job, TimeMs now);
void retry(Transaction& t, const Job& job);  // failed | cancelled -> queued (held: pending)
void erase(Transaction& t, const Job& job);

void release_held(Transaction& t, Id queue_id);
void hold_queued(Transaction& t, Id queue_id);
void place_anew(Transaction& t, const Queue& queue);

// Writes down how an attempt ended.
void record_attempt(Transaction& t, const Job& job, const std::string& outcome,
                    const Outcome& details, TimeMs now);

// The result and the list of files of a job that has ended.
void write_result(Connection& db, Id job_id, const Outcome& outcome);

// A failed attempt: back in line after a delay where the cause may pass, else failed for good.
void fail_attempt(Transaction& t, const Job& job, const Outcome& outcome, TimeMs now);

}  // namespace curvespice::queue::sqlite
