# Every third-party library the project links, found once. Which module may use which: docs in cpp/README.md.
find_package(Threads REQUIRED)
find_package(GEOS CONFIG REQUIRED)
find_package(PROJ CONFIG REQUIRED)
find_package(Boost 1.74 CONFIG REQUIRED)
# Debian's METIS has no package file of its own for CMake.
find_path(METIS_INCLUDE_DIR metis.h REQUIRED)
find_library(METIS_LIBRARY metis REQUIRED)
add_library(petasentra_metis INTERFACE)
target_include_directories(petasentra_metis SYSTEM INTERFACE ${METIS_INCLUDE_DIR})
target_link_libraries(petasentra_metis INTERFACE ${METIS_LIBRARY})
find_path(TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h REQUIRED)
add_library(petasentra_tomlplusplus INTERFACE)
target_include_directories(petasentra_tomlplusplus SYSTEM INTERFACE ${TOMLPLUSPLUS_INCLUDE_DIR})

# Where this PROJ keeps its database, to fall back on when PROJ_DATA in the environment is wrong.
find_path(PETASENTRA_PROJ_DATA proj.db PATHS ${PROJ_DIR}/../../../share/proj /usr/share/proj NO_DEFAULT_PATH REQUIRED)

if(PETASENTRA_WITH_GDAL)
  # Asked for without a version: GDAL's config file accepts its own minor version only.
  find_package(GDAL CONFIG REQUIRED)
  if(GDAL_VERSION VERSION_LESS 3.6)
    message(FATAL_ERROR "GDAL >= 3.6 is needed, found ${GDAL_VERSION}")
  endif()
  # The one that GDAL itself links: two copies in a process would not see each other's locks on a file.
  find_package(SQLite3 3.31 REQUIRED)
  # libosmium is headers; what its readers link is named here.
  find_path(OSMIUM_INCLUDE_DIR osmium/version.hpp REQUIRED)
  find_package(ZLIB REQUIRED)
  find_package(BZip2 REQUIRED)
  find_package(EXPAT REQUIRED)
  add_library(petasentra_osmium INTERFACE)
  target_include_directories(petasentra_osmium SYSTEM INTERFACE ${OSMIUM_INCLUDE_DIR})
  target_link_libraries(petasentra_osmium INTERFACE ZLIB::ZLIB BZip2::BZip2 EXPAT::EXPAT Threads::Threads)
endif()
