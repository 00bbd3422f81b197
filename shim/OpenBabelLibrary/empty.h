#pragma once
// Only carries the compiler and linker flags of pkg-config to shim/OpenBabel.
