# The window "Queue": the service's jobs with progress and verdict, and what can be done with them.

namespace eval ::curvespice {
  variable queue_columns {part Part 130 device Device 70 status Status 90 progress Progress 150 \
      verdict Verdict 70 notice {} 330}
}

proc ::curvespice::show_queue {window} {
  set top .curvespice_queue
  if {[winfo exists $top]} {
    raise $top
    return [ask_for_jobs]
  }
  toplevel $top -class Curvespice -padx 10 -pady 10
  wm title $top {Datasheet queue}
  wm transient $top [expr {$window eq {} ? "." : $window}]
  build_queue $top
  bind $top <Escape> [list destroy $top]
  refresh_queue
  ask_for_jobs
}

proc ::curvespice::build_queue {top} {
  variable queue_columns
  set names {}
  foreach {name text width} $queue_columns { lappend names $name }
  ttk::treeview $top.jobs -columns $names -show headings -height 8 -selectmode browse \
      -yscrollcommand [list $top.scroll set]
  foreach {name text width} $queue_columns {
    $top.jobs heading $name -text $text -anchor w
    $top.jobs column $name -width $width -stretch [expr {$name eq "notice"}]
  }
  ttk::scrollbar $top.scroll -command [list $top.jobs yview]
  ttk::label $top.message
  ttk::frame $top.buttons
  foreach {name text} [queue_actions] {
    ttk::button $top.buttons.$name -text $text -command [list ::curvespice::queue_do $name]
    pack $top.buttons.$name -side left -padx {0 6}
  }
  grid $top.jobs $top.scroll -sticky nsew
  grid $top.message - -sticky ew -pady 4
  grid $top.buttons - -sticky w
  grid columnconfigure $top 0 -weight 1
  grid rowconfigure $top 0 -weight 1
  $top.jobs tag configure failed -foreground #b00020
  $top.jobs tag configure passed -foreground #1b6e2b
  bind $top.jobs <<TreeviewSelect>> ::curvespice::offer_actions
  bind $top.jobs <Double-1> [list ::curvespice::queue_do report]
}

proc ::curvespice::queue_actions {} {
  set graph [expr {[is_version_3] ? {graph {Show in graph}} : {}}]
  return [list use {Use in this schematic} {*}$graph report {Open report} \
      review {Open in browser} retry Retry cancel Cancel]
}

proc ::curvespice::ask_for_jobs {} { request jobs {} ::curvespice::jobs_listed }

proc ::curvespice::jobs_listed {reply} {
  variable jobs
  if {![dict get $reply ok]} { return [queue_message [dict get $reply error message]] }
  foreach job [dict get $reply jobs] {
    set id [dict get $job id]
    # What is known of a job already may be newer, and holds its model.
    if {![dict exists $jobs $id]} { dict set jobs $id $job }
  }
  refresh_queue
}

proc ::curvespice::queue_message {text} {
  if {[winfo exists .curvespice_queue]} { .curvespice_queue.message configure -text $text }
}

proc ::curvespice::refresh_queue {} {
  variable jobs
  variable service_state
  set list .curvespice_queue.jobs
  if {![winfo exists $list]} return
  foreach id [lsort -integer -decreasing [dict keys $jobs]] {
    if {![$list exists $id]} { $list insert {} end -id $id }
    set job [dict get $jobs $id]
    $list item $id -values [queue_row $job] -tags [queue_tag $job]
  }
  $list detach [$list children {}]
  foreach id [lsort -integer -decreasing [dict keys $jobs]] { $list move $id {} end }
  if {[llength [$list selection]] == 0 && [dict size $jobs]} {
    $list selection set [lindex [$list children {}] 0]
  }
  offer_actions
}

proc ::curvespice::queue_row {job} {
  variable notices
  set id [dict get $job id]
  set part [value_of $job part]
  if {$part eq {}} { set part "job $id" }
  set notice [value_of $notices $id [value_of [value_of $job error] message]]
  return [list $part [value_of $job device] [dict get $job status] [progress_bar $job] \
      [value_of $job verdict] $notice]
}

# The colour of a row: red for what went wrong, green for a model that was proven.
proc ::curvespice::queue_tag {job} {
  if {![has_ended $job]} { return running }
  if {[dict get $job status] ne "completed"} { return failed }
  return [expr {[value_of $job verdict] in {pass accepted} ? "passed" : "failed"}]
}

# A bar of text, for a treeview holds nothing else.
proc ::curvespice::progress_bar {job} {
  set percent [value_of $job progress 0]
  if {[has_ended $job]} { return {} }
  set full [expr {$percent / 10}]
  return "[string repeat ▰ $full][string repeat ▱ [expr {10 - $full}]] $percent %"
}

proc ::curvespice::selected_job {} {
  set list .curvespice_queue.jobs
  if {![winfo exists $list]} { return {} }
  return [lindex [$list selection] 0]
}

# Only what makes sense for the selected job can be pressed.
proc ::curvespice::offer_actions {} {
  variable jobs
  set id [selected_job]
  set job [value_of $jobs $id]
  set status [value_of $job status]
  set ended [expr {$status in {completed failed cancelled}}]
  set completed [expr {$status eq "completed"}]
  set allowed [dict create use $completed graph $completed report $completed \
      review [expr {$id ne {}}] retry [expr {$ended && !$completed}] \
      cancel [expr {$id ne {} && !$ended}]]
  foreach {name text} [queue_actions] {
    .curvespice_queue.buttons.$name configure \
        -state [expr {[dict get $allowed $name] ? "normal" : "disabled"}]
  }
}

proc ::curvespice::queue_do {action} {
  set id [selected_job]
  if {$id eq {}} return
  switch -- $action {
    use { request use [dict create job $id] [list ::curvespice::use_fetched $id] }
    graph { show_in_graph $id }
    report { open_report $id }
    review { request open [dict create what page job $id] ::curvespice::answered }
    default { request $action [dict create job $id] ::curvespice::answered }
  }
}

# "Use in this schematic": the part that is selected now.
proc ::curvespice::use_fetched {id reply} {
  if {![dict get $reply ok]} { return [queue_message [dict get $reply error message]] }
  set instance [selected_instance]
  if {$instance eq {}} { return [queue_message {Select the part in the schematic first.}] }
  set model [dict get $reply model]
  set misfit [misfit $instance $model]
  if {$misfit ne {}} { return [queue_message $misfit] }
  place_model $instance $model [links_of $id]
  queue_message "[dict get $model name] is on $instance."
}

proc ::curvespice::answered {reply} {
  if {![dict get $reply ok]} { return [queue_message [dict get $reply error message]] }
  if {[dict exists $reply job]} { on_job $reply }
}

proc ::curvespice::open_report {id} {
  request open [dict create what report job $id] ::curvespice::answered
}

proc ::curvespice::open_last_report {} {
  variable last_report
  if {$last_report ne {}} { return [open_report $last_report] }
  show_queue {}
  queue_message {No report was made since the editor was started: choose a job.}
}
