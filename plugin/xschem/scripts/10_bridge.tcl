# Requests to the bridge and what comes back. Nothing here waits: a request names the command that
# is to get the answer, and the editor goes on.

namespace eval ::curvespice {
  variable next_id 0
  variable waiting {}   ;# id of a request -> command prefix that takes the reply
}

# Sends {call NAME key value ...}; `then` is called with the reply (a dict with `ok`, and `error`
# when that is 0), also when the request could not even be sent.
proc ::curvespice::request {call arguments then} {
  variable next_id
  variable waiting
  incr next_id
  dict set waiting $next_id $then
  if {[catch {send [dict merge [dict create id $next_id call $call] $arguments]} message]} {
    deliver [failure $next_id $message]
  }
}

proc ::curvespice::failure {id message} {
  return [dict create id $id ok 0 error [dict create code io message $message]]
}

# Called by the extension with every message.
proc ::curvespice::deliver {message} {
  variable waiting
  if {[dict exists $message event]} {
    return [on_event [dict get $message event] $message]
  }
  set id [dict get $message id]
  if {![dict exists $waiting $id]} return
  set then [dict get $waiting $id]
  dict unset waiting $id
  {*}$then $message
}

proc ::curvespice::on_event {event message} {
  switch -- $event {
    job { on_job $message }
    service { on_service $message }
    bridge:ended { on_bridge_ended [dict get $message message] }
  }
}

# Whoever waits for an answer gets one; running jobs are asked for again, which starts a new bridge.
proc ::curvespice::on_bridge_ended {message} {
  variable waiting
  set unanswered $waiting
  set waiting {}
  dict for {id then} $unanswered { {*}$then [failure $id $message] }
  watch_again
}

proc ::curvespice::value_of {dictionary name {otherwise {}}} {
  if {[dict exists $dictionary $name]} { return [dict get $dictionary $name] }
  return $otherwise
}
