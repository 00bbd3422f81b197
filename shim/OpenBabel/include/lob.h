#pragma once
// The part of Open Babel 3 that Ligature uses, as C.
//
// Open Babel is C++ that throws, prints, keeps global state and does not survive threads. Swift sees
// only this header: every function catches every exception, returns a status, and takes molecules as
// arrays (never as text that Open Babel would have to read). Call from one thread only.
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
  LOB_OK = 0,
  /// An index is out of range, or an order or element does not exist.
  LOB_BAD_ARGUMENT = 1,
  /// Open Babel said that it failed, or gave coordinates that are not finite or all zero.
  LOB_FAILED = 2,
  /// No force field has parameters for the molecule.
  LOB_NO_PARAMETERS = 3,
  /// A plugin or a data file is missing from the installation.
  LOB_NOT_INSTALLED = 4,
  /// A C++ exception; `lob_last_error` has its text.
  LOB_EXCEPTION = 5,
} lob_status;

/// A molecular graph. Arrays are read during the call only.
typedef struct {
  int32_t atom_count;
  const uint8_t *elements;   // atomic numbers
  const int8_t *charges;
  const uint16_t *isotopes;  // mass numbers, 0 for the natural mixture
  const uint8_t *hydrogens;  // implicit hydrogens of each atom
  int32_t bond_count;
  const int32_t *bonds;  // begin, end, order 1, 2 or 3 (no aromatic bonds)
  int32_t center_count;
  // Atom, four neighbors (-1: the implicit hydrogen or lone pair), and 1 where, seen from the first
  // neighbor, the other three run clockwise, 0 where counterclockwise.
  const int32_t *centers;
  int32_t double_bond_count;
  // Bond index, a neighbor at its begin, a neighbor at its end, 1 for cis, 0 for trans.
  const int32_t *double_bonds;
} lob_graph;

typedef struct lob_molecule lob_molecule;

/// Silences Open Babel's log and fixes its random state. Call once, first.
lob_status lob_start(void);

/// Version of the library, as "3.1.1".
const char *lob_version(void);

/// Text of the last exception, or an empty string.
const char *lob_last_error(void);

lob_status lob_molecule_create(const lob_graph *graph, lob_molecule **molecule);
void lob_molecule_destroy(lob_molecule *molecule);

/// Charges and hydrogen counts that Open Babel's pH model gives the atoms of the graph.
lob_status lob_protonate(
    lob_molecule *molecule, double pH, int32_t *charges, int32_t *hydrogens);

/// Turns implicit hydrogens into atoms, which follow the atoms of the graph.
lob_status lob_add_hydrogens(lob_molecule *molecule);

/// Atoms, hydrogens included once they were added.
int32_t lob_atom_count(const lob_molecule *molecule);

/// The neighbor of each atom after the first `skipped` ones; -1 where it has none.
lob_status lob_parents(const lob_molecule *molecule, int32_t skipped, int32_t *parents);

/// Builds three-dimensional coordinates. The same seed gives the same structure.
lob_status lob_build(lob_molecule *molecule, uint32_t seed);

/// Three values for each atom, Å.
lob_status lob_get_coordinates(const lob_molecule *molecule, double *coordinates);
lob_status lob_set_coordinates(lob_molecule *molecule, const double *coordinates);

/// How an energy is minimized.
typedef struct {
  int32_t steps;     // at most
  double tolerance;  // root mean square of the gradient at which it ends, kcal/mol/Å
  double dielectric; // relative permittivity of the charges' surroundings; 1 is vacuum
  double restraint;  // force constant that draws atoms back to where they began, kcal/mol/Å²
  int32_t restrained; // how many atoms, from the first on, it draws; if any, hydrogens are turned first
} lob_minimum;

/// Minimizes the energy by limited-memory BFGS: MMFF94, or UFF where that lacks parameters.
///
/// `energy` is in kcal/mol, without that of the restraint; `force_field` is a constant string. A
/// molecule is set up once, however often its coordinates are changed and minimized; its dielectric
/// constant is that of the first time.
lob_status lob_minimize(
    lob_molecule *molecule, const lob_minimum *minimum, double *energy, const char **force_field);

/// Coordinates for a drawing, two values for each atom, bond length about 1.
lob_status lob_depict(lob_molecule *molecule, double *coordinates);

/// The standard InChIKey, zero-terminated; 27 characters.
lob_status lob_inchikey(lob_molecule *molecule, char *text, size_t size);

#ifdef __cplusplus
}
#endif
