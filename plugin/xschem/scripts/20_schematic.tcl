# The open schematic: what is selected, and how a model gets onto it. xschem's own commands only, in
# the forms that 2.8.1 and 3.x share.

namespace eval ::curvespice {
  # Reference designators of the instance that holds the includes.
  variable code_instance curvespice_models
}

proc ::curvespice::is_version_3 {} {
  set version [xschem get version]
  return [expr {[regexp {(\d+)\.\d+} $version -> major] && $major >= 3}]
}

proc ::curvespice::current_schematic {} { return [xschem get schname] }

# 2.8.1 answers an unknown instance with an error, 3.x with an empty text.
proc ::curvespice::property {instance name} {
  if {[catch {xschem getprop instance $instance $name} value]} { return {} }
  return $value
}

# The first selected instance that has a model, or the first one at all; {} without a selection.
proc ::curvespice::selected_instance {} {
  set found {}
  if {[catch {xschem selected_set} selection]} { return {} }
  foreach instance $selection {
    if {[property $instance model] ne {}} { return $instance }
    if {$found eq {}} { set found $instance }
  }
  return $found
}

# The symbol of an instance, which 2.8.1 tells only in the schematic's file.
proc ::curvespice::symbol_of {instance} {
  if {[is_version_3]} { return [property $instance cell::name] }
  if {[catch {open [current_schematic] r} channel]} { return {} }
  set lines [split [read $channel] \n]
  close $channel
  foreach line $lines {
    if {[regexp {^C \{([^\}]*)\} \S+ \S+ \d \d \{name=([^\s\}]+)} $line -> symbol name] &&
        $name eq $instance} { return $symbol }
  }
  return {}
}

proc ::curvespice::instance_exists {instance} {
  return [expr {$instance ne {} && [property $instance name] eq $instance}]
}

# A path as ngspice reads it in .include: quoted only where it must be.
proc ::curvespice::include_line {library} {
  if {[regexp {\s} $library]} { return ".include \"$library\"" }
  return ".include $library"
}

# The lines of the instance that holds the includes; {} when there is none.
proc ::curvespice::include_lines {} {
  variable code_instance
  set text [string map {\\\" \" \\\\ \\} [property $code_instance value]]
  return [lsearch -all -inline -not [lmap line [split $text \n] {string trim $line}] {}]
}

# Text as the value of an attribute: in quotes, with its own quotes escaped.
proc ::curvespice::attribute_value {text} {
  return "\"[string map {\\ \\\\ \" \\\"} $text]\""
}

# One include per library, however often a model is used. True when the schematic was changed.
proc ::curvespice::include_library {library} {
  variable code_instance
  set line [include_line $library]
  set lines [include_lines]
  if {$line in $lines} { return 0 }
  lappend lines $line
  set value [attribute_value [join $lines \n]]
  if {[instance_exists $code_instance]} {
    set_property $code_instance value $value
  } else {
    lassign [place_for_code] x y
    # In 3.x the last word says that this is no undo step of its own.
    xschem instance [code_symbol] $x $y 0 0 \
        "name=$code_instance only_toplevel=true value=$value" \
        {*}[expr {[is_version_3] ? {1} : {}}]
  }
  return 1
}

# The devices' folder is in the search path itself (3.x) or the one above it is.
proc ::curvespice::code_symbol {} {
  foreach symbol {devices/code.sym code.sym} {
    if {![catch {abs_sym_path $symbol} path] && [file exists $path]} { return $symbol }
  }
  return devices/code.sym
}

# Above and right of everything that is drawn, on the grid, so that it covers nothing.
proc ::curvespice::place_for_code {} {
  set right 0
  set top 0
  foreach {x y} [drawn_points [current_schematic]] {
    set right [expr {max($right, $x)}]
    set top [expr {min($top, $y)}]
  }
  return [list [expr {int(ceil(($right + 100) / 10.0)) * 10}] \
      [expr {int(floor($top / 10.0)) * 10}]]
}

# Coordinates of instances and wires in the schematic's file.
proc ::curvespice::drawn_points {file} {
  if {[catch {open $file r} channel]} { return {} }
  set points {}
  while {[gets $channel line] >= 0} {
    if {[regexp {^C \{.*?\} (-?[\d.]+) (-?[\d.]+) } $line -> x y]} { lappend points $x $y }
    if {[regexp {^N (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+)} $line -> x y u v]} {
      lappend points $x $y $u $v
    }
  }
  close $channel
  return $points
}

# Without an undo step of its own where the editor can do that (3.x).
proc ::curvespice::set_property {instance name value} {
  xschem setprop instance $instance $name $value {*}[expr {[is_version_3] ? {fast} : {}}]
}

# A subcircuit (a model with pins) needs an instance whose name begins with X, or a symbol that can
# put an X before it, and as many pins. Gives {} or a sentence on why the model does not fit.
proc ::curvespice::misfit {instance model} {
  set pins [value_of $model pins]
  if {[llength $pins] == 0} { return {} }
  set is "[dict get $model name] is a subcircuit with the pins [join $pins {, }]"
  set count [llength [xschem instance_pins $instance]]
  if {$count != [llength $pins]} { return "$is, $instance has $count: use another symbol" }
  if {[is_subcircuit_call $instance] || [takes_prefix $instance]} { return {} }
  return "$is: use a symbol whose name begins with X, such as devices/nmos3.sym, not $instance"
}

proc ::curvespice::is_subcircuit_call {instance} { return [string match -nocase x* $instance] }

# 3.x: the symbol's netlist line begins with @spiceprefix.
proc ::curvespice::takes_prefix {instance} {
  if {![is_version_3]} { return 0 }
  return [string match {*@spiceprefix@name*} [xschem getprop instance $instance cell::format]]
}

# Puts a model onto an instance of the open schematic. One undo takes it back in 3.x; 2.8.1 knows no
# steps that belong together, there it is one for the model and one for the include, and `links`
# (attributes of the instance) are left out.
proc ::curvespice::place_model {instance model links} {
  if {[is_version_3]} { xschem push_undo }
  include_library [dict get $model library]
  set name [dict get $model name]
  if {[property $instance model] ne $name} { set_property $instance model $name }
  if {[is_version_3]} {
    if {[takes_prefix $instance]} {
      set_property $instance spiceprefix \
          [expr {[llength [value_of $model pins]] && ![is_subcircuit_call $instance] ? "X" : ""}]
    }
    dict for {name value} $links { set_property $instance $name $value }
  }
  if {[is_version_3]} { xschem set_modify 1 }
  catch {xschem redraw}
}
