# "Show in graph" (xschem 3.x): a figure's datasheet curves and the model's, in a graph of the
# schematic itself. The editor holds one table at a time, so there is one such graph in a window, and
# another figure takes its place.

namespace eval ::curvespice {
  variable comparisons {}          ;# figures of the job last asked for
  variable graph_mark curvespice_comparison
}

proc ::curvespice::show_in_graph {id} {
  request compare [dict create job $id] ::curvespice::comparisons_fetched
}

# One figure is shown at once; of several the user chooses one, from a menu under the button.
proc ::curvespice::comparisons_fetched {reply} {
  variable comparisons
  if {![dict get $reply ok]} { return [queue_message [dict get $reply error message]] }
  set comparisons [dict get $reply figures]
  if {[llength $comparisons] == 1} { return [place_graph 0] }
  set button .curvespice_queue.buttons.graph
  set menu .curvespice_queue.figures
  destroy $menu
  menu $menu -tearoff 0
  set index 0
  foreach figure $comparisons {
    $menu add command -label [figure_label $figure] \
        -command [list ::curvespice::place_graph $index]
    incr index
  }
  $menu post [winfo rootx $button] [expr {[winfo rooty $button] + [winfo height $button]}]
}

proc ::curvespice::figure_label {figure} {
  set title [dict get $figure title]
  if {[string length $title] > 70} { set title "[string range $title 0 66]…" }
  return "$title   ([value_of $figure verdict])"
}

proc ::curvespice::place_graph {index} {
  variable comparisons
  set figure [lindex $comparisons $index]
  if {![file readable [dict get $figure table]]} {
    return [queue_message "'[dict get $figure table]' is gone: press the button again."]
  }
  xschem push_undo
  remove_graph
  lassign [place_for_code] x y
  incr y 140   ;# below the instance with the includes
  set layer [xschem get rectcolor]
  xschem set rectcolor 2
  xschem rect $x $y [expr {$x + 800}] [expr {$y + 400}] -1 \
      [graph_attributes $figure] 0
  xschem set rectcolor $layer
  load_table [dict get $figure table]
  xschem set_modify 1
  xschem redraw
  queue_message "[dict get $figure title] is beside the circuit: datasheet and model."
}

# The command unloads a table when there is one, so what was there goes first.
proc ::curvespice::load_table {table} {
  catch {xschem raw_clear}
  xschem table_read $table
}

# The graph of an earlier figure: the rectangles of layer 2 that carry our mark.
proc ::curvespice::remove_graph {} {
  variable graph_mark
  for {set index [expr {[xschem get rects 2] - 1}]} {$index >= 0} {incr index -1} {
    if {[catch {xschem getprop rect 2 $index name} name] || $name ne $graph_mark} continue
    xschem unselect_all
    xschem select rect 2 $index
    xschem delete
  }
}

proc ::curvespice::graph_attributes {figure} {
  variable graph_mark
  lassign [graph_range [dict get $figure x]] x1 x2 logx
  lassign [graph_range [dict get $figure y]] y1 y2 logy
  return [join [list flags=graph name=$graph_mark y1=$y1 y2=$y2 divy=5 subdivy=[expr {$logy ? 8 : 1}] \
      x1=$x1 x2=$x2 divx=5 subdivx=[expr {$logx ? 8 : 1}] logx=$logx logy=$logy unitx=1 unity=1 \
      dataset=-1 "node=\"datasheet\nmodel\"" "color=\"4 7\""] \n]
}

# Low end, high end, and whether they are decades.
proc ::curvespice::graph_range {axis} {
  set low [dict get $axis low]
  set high [dict get $axis high]
  if {![dict get $axis log]} { return [list $low $high 0] }
  return [list [expr {log10($low)}] [expr {log10($high)}] 1]
}
