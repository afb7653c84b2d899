# What `cmake --install` puts down: headers, library, program, a CMake package whose components are the
# targets, and two pkg-config files.
include(CMakePackageConfigHelpers)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/cagr")

install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/cagr" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
  FILES_MATCHING PATTERN "*.hpp" PATTERN "*.ipp")

# One export file a component, so that a missing fmt or Catch2 spoils only its own.
foreach(component header_only compiled fmt catch2)
  if(component STREQUAL "compiled")
    set(target cagr)
  else()
    set(target cagr_${component})
  endif()
  if(TARGET ${target})
    install(TARGETS ${target} EXPORT cagr_${component}
      ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
      LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
      RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
    install(EXPORT cagr_${component} NAMESPACE cagr:: DESTINATION "${package_dir}" FILE cagr-${component}.cmake)
  endif()
endforeach()

configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/cagr-config.cmake.in" "${PROJECT_BINARY_DIR}/cagr-config.cmake"
  INSTALL_DESTINATION "${package_dir}")
# Before 1.0 a minor version may change names, so only the same minor version is compatible.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/cagr-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/cagr-config.cmake" "${PROJECT_BINARY_DIR}/cagr-config-version.cmake"
  DESTINATION "${package_dir}")

# pkg-config files name their prefix relative to themselves: an installed tree can be moved.
set(pkgconfig_dir "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
file(RELATIVE_PATH CAGR_PC_TO_PREFIX "/${pkgconfig_dir}" "/")
string(REGEX REPLACE "/$" "" CAGR_PC_TO_PREFIX "${CAGR_PC_TO_PREFIX}")
foreach(form cagr cagr-header-only)
  configure_file("${PROJECT_SOURCE_DIR}/cmake/${form}.pc.in" "${PROJECT_BINARY_DIR}/${form}.pc" @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/${form}.pc" DESTINATION "${pkgconfig_dir}")
endforeach()

if(TARGET cagr_cli)
  install(TARGETS cagr_cli RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
  if(EXISTS "${PROJECT_SOURCE_DIR}/src/cli/cagr.bash-completion")
    install(FILES "${PROJECT_SOURCE_DIR}/src/cli/cagr.bash-completion" RENAME cagr
      DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
  endif()
endif()
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
