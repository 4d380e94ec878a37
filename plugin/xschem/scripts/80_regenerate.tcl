# The window "Regenerate library": the models that this schematic includes, to be made again from their
# datasheets. The libraries keep their places, so the schematic is not touched.

# Names of the models whose libraries are included, as their files are named.
proc ::curvespice::included_models {} {
  return [lsort -unique [lmap line [include_lines] {
    file rootname [file tail [string trim [regsub {^\.include\s+} $line {}] \"]]
  }]]
}

proc ::curvespice::show_regenerate {window} {
  set top .curvespice_regenerate
  destroy $top
  toplevel $top -class Curvespice -padx 10 -pady 10
  wm title $top {Regenerate library}
  wm transient $top [expr {$window eq {} ? "." : $window}]
  ttk::label $top.message -wraplength 420
  ttk::treeview $top.list -show tree -height 8 -selectmode extended
  ttk::frame $top.buttons
  ttk::button $top.buttons.make -text {Make again} -command ::curvespice::regenerate_pressed
  ttk::button $top.buttons.close -text Close -command [list destroy $top]
  pack $top.buttons.close $top.buttons.make -side right -padx {6 0}
  pack $top.message $top.list -side top -fill both -expand 1 -pady {0 6}
  pack $top.buttons -side bottom -fill x
  bind $top <Escape> [list destroy $top]
  list_included $top
}

proc ::curvespice::list_included {top} {
  set models [included_models]
  foreach model $models { $top.list insert {} end -id $model -text $model }
  $top.list selection set $models
  if {[llength $models] == 0} {
    $top.message configure -text {This schematic includes no model made from a datasheet.}
    $top.buttons.make configure -state disabled
    return
  }
  $top.message configure -text "Make these models of [file tail [current_schematic]] again:"
}

proc ::curvespice::regenerate_pressed {} {
  variable next_key
  set models [.curvespice_regenerate.list selection]
  if {[llength $models] == 0} return
  destroy .curvespice_regenerate
  show_queue {}
  foreach model $models {
    set key "xschem-[pid]-[clock milliseconds]-[incr next_key]"
    request regenerate [dict create part $model key $key] ::curvespice::answered
  }
}
