#include "ligature_tables.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char sa_fragment_scores[] = {
#embed "sa_fragment_scores.bin"
};

const unsigned char *lig_sa_fragment_scores(void) { return sa_fragment_scores; }

size_t lig_sa_fragment_scores_size(void) { return sizeof sa_fragment_scores; }
