# Sourced by the editor's start file in a test. Answers questions put as files, and keeps the
# longest time in which the event loop did not turn.
set probe_hold 0.0
set probe_last [clock microseconds]
set probe_waited 0

# Milliseconds this process was ready to run and got no processor.
proc probe_waited {} {
  set channel [open /proc/self/schedstat r]
  set waited [expr {[lindex [gets $channel] 1] / 1e6}]
  close $channel
  return $waited
}
proc probe_tick {} {
  global probe_hold probe_last probe_waited
  set gap [expr {([clock microseconds] - $probe_last) / 1e3 - 5}]
  if {$gap > 10} {
    set gap [expr {$gap - ([probe_waited] - $probe_waited)}]
    if {$gap > $probe_hold} { set probe_hold $gap }
  }
  probe_again
}
proc probe_again {} {
  global probe_last probe_waited
  set probe_waited [probe_waited]
  set probe_last [clock microseconds]
  after 5 probe_tick
}
proc probe_answer {} {
  global probe_folder
  set question [file join $probe_folder question]
  if {[file exists $question]} {
    set channel [open $question r]
    fconfigure $channel -encoding utf-8
    set number [gets $channel]
    set script [read $channel]
    close $channel
    file delete $question
    after cancel probe_tick
    if {[catch {uplevel #0 $script} answer]} { set answer "error: $answer" }
    set channel [open $question.tmp w]
    fconfigure $channel -encoding utf-8 -translation lf
    puts -nonewline $channel $answer
    close $channel
    file rename -force $question.tmp [file join $probe_folder answer.$number]
    probe_again
  }
  after 20 probe_answer
}
after 1000 { probe_again; probe_answer }
