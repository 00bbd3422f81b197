#include "lob.h"
