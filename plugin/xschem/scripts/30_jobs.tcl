# The jobs this editor knows, and what is to happen when one has ended.

namespace eval ::curvespice {
  variable jobs {}      ;# id -> the service's job, with `model` and `report` where there are some
  variable targets {}   ;# id -> {schematic instance file}: where the model is wanted
  variable notices {}   ;# id -> a sentence for the queue window
  variable last_report {}
  variable next_key 0
}

# Hands a file to the service. `then` is called with {} or with a sentence on what went wrong.
proc ::curvespice::submit {file device part schematic instance then} {
  variable next_key
  # Repeating the request after a crash of the bridge gives the same job, not another one.
  set key "xschem-[pid]-[clock milliseconds]-[incr next_key]"
  set arguments [dict create file $file device $device part $part key $key]
  request submit $arguments \
      [list ::curvespice::submitted [dict create schematic $schematic instance $instance \
          file $file] $then]
}

proc ::curvespice::submitted {target then reply} {
  variable targets
  if {![dict get $reply ok]} { return [{*}$then [dict get $reply error message]] }
  set id [dict get $reply job id]
  dict set targets $id $target
  on_job $reply
  {*}$then {}
}

proc ::curvespice::has_ended {job} {
  return [expr {[dict get $job status] in {completed failed cancelled}}]
}

# The service's word on a job: show it, and use the model once when it has ended.
proc ::curvespice::on_job {message} {
  variable jobs
  variable last_report
  set job [dict get $message job]
  set id [dict get $job id]
  set had_ended [expr {[dict exists $jobs $id] && [has_ended [dict get $jobs $id]]}]
  foreach name {model report} {
    if {[dict exists $message $name]} { dict set job $name [dict get $message $name] }
  }
  dict set jobs $id $job
  if {[has_ended $job] && !$had_ended} { job_ended $id $job }
  show_progress
  refresh_queue
}

proc ::curvespice::job_ended {id job} {
  variable targets
  variable notices
  variable last_report
  if {[dict exists $job report]} { set last_report $id }
  if {![dict exists $targets $id]} return
  if {[dict get $job status] ne "completed"} {
    dict set notices $id [value_of [value_of $job error] message [dict get $job status]]
  } elseif {![dict exists $job model]} {
    dict set notices $id {no model could be made: see the report}
  } elseif {[value_of $job verdict] ne "pass"} {
    dict set notices $id {verification did not pass: look at the report, then use it}
  } else {
    dict set notices $id [use_model $id]
  }
}

# The model of a job onto the device it was asked for; gives a sentence on what was done.
proc ::curvespice::use_model {id} {
  variable jobs
  variable targets
  set model [dict get $jobs $id model]
  set target [dict get $targets $id]
  set instance [dict get $target instance]
  if {$instance eq {}} { return "model [dict get $model name] is ready: select a part and use it" }
  if {[current_schematic] ne [dict get $target schematic]} {
    return "ready: open [file tail [dict get $target schematic]] and use it there"
  }
  if {![instance_exists $instance]} { return "$instance is gone: select a part and use it" }
  set misfit [misfit $instance $model]
  if {$misfit ne {}} { return $misfit }
  place_model $instance $model [links_of $id]
  return "[dict get $model name] is on $instance"
}

# Attributes that lead from a part to where its model comes from: the datasheet (Shift-H) and the
# report (Alt-click). Harmless in an editor without this extension.
proc ::curvespice::links_of {id} {
  variable targets
  set links [dict create tclcommand "catch \{::curvespice::open_report $id\}"]
  if {[dict exists $targets $id]} {
    set links [dict merge [dict create url [dict get $targets $id file]] $links]
  }
  return $links
}

# Jobs that run while the bridge died: a new bridge is asked to tell about them.
proc ::curvespice::watch_again {} {
  variable jobs
  dict for {id job} $jobs {
    if {![has_ended $job]} { request watch [dict create job $id] ::curvespice::watched }
  }
}

# After a short pause when the bridge cannot run right now.
proc ::curvespice::watched {reply} {
  if {![dict get $reply ok]} { later 5000 ::curvespice::watch_again }
}

proc ::curvespice::on_service {message} {
  variable service_state
  set service_state [dict get $message state]
  show_progress
  refresh_queue
}

# Progress of what runs, as the menu shows it: the mean over all jobs that have not ended.
proc ::curvespice::progress_text {} {
  variable jobs
  set sum 0
  set count 0
  dict for {id job} $jobs {
    if {[has_ended $job]} continue
    incr count
    incr sum [value_of $job progress 0]
  }
  if {$count == 0} { return {} }
  return "[expr {$sum / $count}] %"
}
