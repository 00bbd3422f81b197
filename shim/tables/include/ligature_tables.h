/* Large tables compiled into the program, so that they are always there. */
#ifndef LIGATURE_TABLES_H
#define LIGATURE_TABLES_H

#include <stddef.h>

/*
 * Fragment contributions of the synthetic accessibility score.
 * Ertl and Schuffenhauer, J. Cheminf. 1, 8 (2009); distributed with RDKit, BSD-3-Clause
 * (LICENSES/BSD-3-Clause-RDKit.txt).
 * Little-endian: UInt32 n, UInt32 m, m Float32 values, n UInt32 Morgan identifiers of radius 2 in
 * ascending order, n UInt16 indices into the values.
 */
const unsigned char *lig_sa_fragment_scores(void);
size_t lig_sa_fragment_scores_size(void);

#endif
