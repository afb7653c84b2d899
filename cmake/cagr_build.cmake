# How cagr's own sources are compiled; nothing here reaches a user's target.

if(CAGR_SANITIZE)
  # On every target of this build: code with and without a sanitizer does not mix.
  add_compile_options(-fsanitize=${CAGR_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g)
  add_link_options(-fsanitize=${CAGR_SANITIZE} -fno-sanitize-recover=all)
endif()

# The warnings every source of this project is clean under, and C++20 without extensions.
function(cagr_own_target target)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wconversion -Wpedantic)
  if(CAGR_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
    # g++ 12 warns wrongly of std::string's own copies when it inlines operator+ on temporaries (GCC bug 105651).
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      target_compile_options(${target} PRIVATE -Wno-error=array-bounds -Wno-error=restrict -Wno-error=stringop-overflow -Wno-error=stringop-overread)
    endif()
  endif()
endfunction()
