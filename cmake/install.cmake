# What `./bootstrap install` puts where: the layout of the build folder, below a prefix. The command
# finds its data beside itself (../share/curvespice).
include(GNUInstallDirs)
install(TARGETS curvespice RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS curvespice_raster_module LIBRARY DESTINATION lib/curvespice)
foreach(host_library ${host_libraries})
  if(TARGET ${host_library})
    install(TARGETS ${host_library} LIBRARY DESTINATION lib/curvespice)
  endif()
endforeach()
install(DIRECTORY config/ DESTINATION ${CMAKE_INSTALL_DATADIR}/curvespice
  PATTERN packages.txt EXCLUDE PATTERN Dockerfile EXCLUDE PATTERN "*.service" EXCLUDE)
install(FILES LICENSE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
