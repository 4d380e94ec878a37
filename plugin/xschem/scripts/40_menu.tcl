# The menu Datasheet in every window of the editor. xschem reads its start file before it builds
# its windows, so the menus come later, when the editor is idle.

namespace eval ::curvespice {
  variable timers {}        ;# names -> after-ids, to be taken back
  variable service_state {}
}

proc ::curvespice::later {delay command} {
  variable timers
  if {[dict exists $timers $command]} return
  dict set timers $command [after $delay [list ::curvespice::run_later $command]]
}

proc ::curvespice::run_later {command} {
  variable timers
  dict unset timers $command
  {*}$command
}

# Prefixes of the editor's windows: {} for the first one, .x1, .x2 ... in 3.x.
proc ::curvespice::windows {} {
  set found {}
  if {[winfo exists .menubar]} { lappend found {} }
  foreach child [winfo children .] {
    if {[regexp {^\.x[0-9]+$} $child] && [winfo exists $child.menubar]} { lappend found $child }
  }
  return $found
}

proc ::curvespice::add_menus {} {
  if {[llength [windows]] == 0} { return [later 100 ::curvespice::add_menus] }
  foreach window [windows] { add_menu $window }
}

# Up to 3.4.6 the menu bar is a frame of menubuttons, then a real Tk menu.
proc ::curvespice::add_menu {window} {
  set bar $window.menubar
  if {[winfo exists $bar.datasheet]} return
  if {[winfo class $bar] eq "Menu"} {
    set menu [menu $bar.datasheet -tearoff 0]
    if {[catch {$bar insert Netlist cascade -label Datasheet -menu $menu}]} {
      $bar add cascade -label Datasheet -menu $menu
    }
    set simulation $bar.simulation
  } else {
    set menu [add_menubutton $bar]
    set simulation $bar.simulation.menu
  }
  fill_menu $menu $window
  $simulation add separator
  $simulation add command -label {Make model from datasheet…} \
      -command [list ::curvespice::make_model $window]
}

proc ::curvespice::add_menubutton {bar} {
  menubutton $bar.datasheet -text Datasheet -menu $bar.datasheet.menu
  foreach option {-font -background -foreground -padx -pady} {
    catch {$bar.datasheet configure $option [$bar.simulation cget $option]}
  }
  pack $bar.datasheet -side left -after $bar.simulation
  return [menu $bar.datasheet.menu -tearoff 0]
}

proc ::curvespice::fill_menu {menu window} {
  $menu add command -label {Make model from datasheet…} \
      -command [list ::curvespice::make_model $window]
  $menu add command -label {Queue…} -command [list ::curvespice::show_queue $window]
  $menu add command -label {Regenerate library…} \
      -command [list ::curvespice::show_regenerate $window]
  $menu add command -label {Last report} -command ::curvespice::open_last_report
}

proc ::curvespice::show_progress {} {
  set text [string trim "Datasheet [progress_text]"]
  foreach window [windows] {
    set bar $window.menubar
    if {![winfo exists $bar.datasheet]} continue
    if {[winfo class $bar] eq "Menu"} {
      catch {$bar entryconfigure [menu_index $bar $bar.datasheet] -label $text}
    } else {
      $bar.datasheet configure -text $text
    }
  }
}

proc ::curvespice::menu_index {bar menu} {
  for {set index 0} {$index <= [$bar index end]} {incr index} {
    if {[$bar type $index] eq "cascade" && [$bar entrycget $index -menu] eq $menu} {
      return $index
    }
  }
  return {}
}

proc ::curvespice::remove_menu {window} {
  set bar $window.menubar
  set simulation $bar.simulation
  if {[winfo class $bar] eq "Menu"} {
    catch {$bar delete [menu_index $bar $bar.datasheet]}
  } else {
    append simulation .menu
  }
  destroy $bar.datasheet
  set last [$simulation index end]
  if {[string match *::curvespice::* [$simulation entrycget $last -command]]} {
    $simulation delete [expr {$last - 1}] $last
  }
}

# Later windows (3.x): the editor's own procedure that builds one is followed.
proc ::curvespice::follow_windows {} {
  if {[llength [info commands ::pack_widgets]]} {
    trace add execution ::pack_widgets leave ::curvespice::on_new_window
  }
}

proc ::curvespice::on_new_window {args} { later 1 ::curvespice::add_menus }

# Everything this extension did to the editor, undone; the extension calls it when it is unloaded.
proc ::curvespice::take_back {} {
  variable timers
  foreach id [dict values $timers] { after cancel $id }
  catch {trace remove execution ::pack_widgets leave ::curvespice::on_new_window}
  if {![llength [info commands ::winfo]]} return
  foreach window [winfo children .] {
    if {[string match .curvespice_* $window]} { destroy $window }
  }
  foreach window [windows] { catch {remove_menu $window} }
}

# Without a display (xschem -x) there is nothing to put a menu on.
if {[llength [info commands ::winfo]]} {
  ::curvespice::later 1 ::curvespice::add_menus
  ::curvespice::later 2 ::curvespice::follow_windows
}
