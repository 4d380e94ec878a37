# The window "Make model from datasheet": which file, for which part. Not modal, and no chooser of
# Tk's own, because that one grabs the editor: the files are listed in the window itself.

namespace eval ::curvespice {
  variable form                ;# array: file folder device part place instance schematic
  variable readable {.pdf .png .jpg .jpeg .tif .tiff .svg}
  variable devices {diode}     ;# what the service knows, once it has said so
  variable last_folder {}
}

proc ::curvespice::make_model {window} {
  set top .curvespice_make
  fill_form
  if {[winfo exists $top]} {
    list_folder
    raise $top
    return [focus $top.file]
  }
  toplevel $top -class Curvespice -padx 10 -pady 10
  wm title $top {Make model from datasheet}
  wm transient $top [expr {$window eq {} ? "." : $window}]
  build_form $top
  bind $top <Escape> [list destroy $top]
  bind $top <Return> ::curvespice::make_pressed
  list_folder
  focus $top.file
  request hello {} ::curvespice::devices_told
}

proc ::curvespice::devices_told {reply} {
  variable devices
  if {![dict get $reply ok] || [llength [value_of $reply devices]] == 0} return
  set devices [dict get $reply devices]
  if {[winfo exists .curvespice_make.device]} {
    .curvespice_make.device configure -values $devices
  }
}

# What is known from the selected part.
proc ::curvespice::fill_form {} {
  variable form
  variable last_folder
  set form(instance) [selected_instance]
  set form(schematic) [current_schematic]
  set form(device) [device_of_instance $form(instance)]
  set form(part) [suggested_part [property $form(instance) model]]
  set form(place) [expr {$form(instance) ne {}}]
  set form(file) {}
  set form(message) {}
  if {$last_folder eq {}} { set last_folder [file dirname $form(schematic)] }
  set form(folder) $last_folder
}

# The class of device as the symbol's name tells it: devices/nmos4.sym is a MOSFET.
proc ::curvespice::device_of_instance {instance} {
  set symbol [file rootname [file tail [symbol_of $instance]]]
  foreach {pattern device} {*diode* diode zener* diode led* diode pmos* mosfet_p *mos* mosfet \
      npn* bjt pnp* bjt_pnp njf* jfet igbt* igbt *opamp* opamp *capa* capacitor ind* inductor} {
    if {[string match -nocase $pattern $symbol]} { return $device }
  }
  return diode
}

# Symbols come with a placeholder for a model; only what looks like a part number is offered.
proc ::curvespice::suggested_part {model} {
  if {[regexp {^[A-Za-z0-9_.+-]*[0-9][A-Za-z0-9_.+-]*$} $model]} { return $model }
  return {}
}

proc ::curvespice::build_form {top} {
  variable devices
  set names ::curvespice::form
  ttk::label $top.file_label -text Datasheet
  ttk::entry $top.file -textvariable ${names}(file) -width 60
  ttk::treeview $top.list -show tree -height 9 -selectmode browse \
      -yscrollcommand [list $top.scroll set]
  ttk::scrollbar $top.scroll -command [list $top.list yview]
  ttk::label $top.part_label -text Part
  ttk::entry $top.part -textvariable ${names}(part) -width 24
  ttk::label $top.device_label -text Device
  ttk::combobox $top.device -textvariable ${names}(device) -values $devices -width 12
  ttk::checkbutton $top.place -variable ${names}(place) -text [place_text]
  ttk::label $top.message -textvariable ${names}(message) -foreground #b00020 -wraplength 520
  ttk::frame $top.buttons
  ttk::button $top.buttons.make -text {Make model} -command ::curvespice::make_pressed
  ttk::button $top.buttons.cancel -text Close -command [list destroy $top]
  pack $top.buttons.cancel $top.buttons.make -side right -padx {6 0}
  bind $top.list <<TreeviewSelect>> [list ::curvespice::list_selected $top.list]
  bind $top.list <Double-1> [list ::curvespice::list_opened $top.list]
  arrange_form $top
}

proc ::curvespice::arrange_form {top} {
  grid $top.file_label -row 0 -column 0 -sticky w -padx {0 8} -pady 3
  grid $top.file -row 0 -column 1 -columnspan 4 -sticky ew -pady 3
  grid $top.list -row 1 -column 1 -columnspan 3 -sticky nsew
  grid $top.scroll -row 1 -column 4 -sticky ns
  grid $top.part_label -row 2 -column 0 -sticky w -pady 3
  grid $top.part -row 2 -column 1 -sticky w -pady 3
  grid $top.device_label -row 2 -column 2 -sticky e -padx 8
  grid $top.device -row 2 -column 3 -sticky e
  grid $top.place -row 3 -column 1 -columnspan 4 -sticky w -pady 3
  grid $top.message -row 4 -column 0 -columnspan 5 -sticky w
  grid $top.buttons -row 5 -column 0 -columnspan 5 -sticky e -pady {8 0}
  grid columnconfigure $top 3 -weight 1
  grid rowconfigure $top 1 -weight 1
}

proc ::curvespice::place_text {} {
  variable form
  if {$form(instance) eq {}} { return {Put the model on the selected part (none is selected)} }
  return "Put the model on $form(instance) in [file tail $form(schematic)]"
}

# Folders first, then the files that can be read.
proc ::curvespice::list_folder {} {
  variable form
  variable readable
  set list .curvespice_make.list
  .curvespice_make.place configure -text [place_text] \
      -state [expr {$form(instance) eq {} ? "disabled" : "normal"}]
  $list delete [$list children {}]
  insert_path $list [file dirname $form(folder)] {⬑ ..}
  foreach path [sorted_paths $form(folder) d] { insert_path $list $path "[file tail $path]/" }
  foreach path [sorted_paths $form(folder) f] {
    if {[string tolower [file extension $path]] in $readable} {
      insert_path $list $path [file tail $path]
    }
  }
}

proc ::curvespice::insert_path {list path text} {
  $list insert {} end -text $text -values [list $path]
}

proc ::curvespice::sorted_paths {folder type} {
  return [lsort -dictionary [glob -nocomplain -types $type -directory $folder *]]
}

proc ::curvespice::selected_path {list} {
  set items [$list selection]
  if {[llength $items] == 0} { return {} }
  return [lindex [$list item [lindex $items 0] -values] 0]
}

proc ::curvespice::list_selected {list} {
  variable form
  set path [selected_path $list]
  if {$path eq {} || [file isdirectory $path]} return
  set form(file) $path
  if {$form(part) eq {}} { set form(part) [part_of_file $path] }
}

proc ::curvespice::list_opened {list} {
  variable form
  variable last_folder
  set path [selected_path $list]
  if {$path eq {}} return
  if {![file isdirectory $path]} { return [make_pressed] }
  set form(folder) $path
  set last_folder $path
  list_folder
}

# "BAS16 datasheet (rev 3).pdf" -> BAS16; "NEXPERIA_BAS16.pdf" stays as it is.
proc ::curvespice::part_of_file {path} {
  regexp {^[A-Za-z0-9_.+-]*} [file rootname [file tail $path]] part
  return $part
}

proc ::curvespice::make_pressed {} {
  variable form
  set form(message) [form_problem]
  if {$form(message) ne {}} return
  if {$form(part) eq {}} { set form(part) [part_of_file $form(file)] }
  .curvespice_make.buttons.make configure -state disabled
  set form(message) {}
  set instance [expr {$form(place) ? $form(instance) : {}}]
  submit [file normalize $form(file)] $form(device) $form(part) $form(schematic) $instance \
      ::curvespice::make_answered
}

proc ::curvespice::form_problem {} {
  variable form
  set file $form(file)
  if {$file eq {}} { return {Choose a datasheet, a picture of one, or a figure.} }
  if {[file isdirectory $file]} { return "'$file' is a folder: choose a file in it." }
  if {![file readable $file]} { return "'$file' cannot be read: is it there?" }
  return {}
}

proc ::curvespice::make_answered {problem} {
  variable form
  if {$problem ne {}} {
    set form(message) $problem
    catch {.curvespice_make.buttons.make configure -state normal}
    return
  }
  destroy .curvespice_make
  show_queue {}
}
