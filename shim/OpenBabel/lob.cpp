// Ligature's own code, under the licence of the project; the program that links it with Open Babel is, as
// built, under the GNU General Public License, version 2, as Open Babel is.
#include "lob.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

// Open Babel's headers derive from std::binary_function, which C++17 no longer has.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include <openbabel/atom.h>
#include <openbabel/babelconfig.h>
#include <openbabel/bond.h>
#include <openbabel/builder.h>
#include <openbabel/elements.h>
#include <openbabel/forcefield.h>
#include <openbabel/math/vector3.h>
#include <openbabel/mol.h>
#include <openbabel/obconversion.h>
#include <openbabel/oberror.h>
#include <openbabel/obiter.h>
#include <openbabel/op.h>
#include <openbabel/stereo/cistrans.h>
#include <openbabel/stereo/tetrahedral.h>
#pragma GCC diagnostic pop

#include "minimization.h"

using namespace OpenBabel;

struct lob_molecule {
  OBMol mol;
  /// Empty until it was minimized.
  const char *forceField = "";
};

namespace {

std::string lastError;

/// Runs `body`; whatever it throws becomes a status.
template <typename Body>
lob_status guarded(Body body) {
  try {
    lastError.clear();
    return body();
  } catch (const std::exception &error) {
    lastError = error.what();
  } catch (...) {
    lastError = "an exception of unknown type";
  }
  return LOB_EXCEPTION;
}

bool isAtom(const lob_graph *graph, int32_t index) {
  return index >= 0 && index < graph->atom_count;
}

lob_status addAtoms(OBMol &mol, const lob_graph *graph) {
  for (int32_t i = 0; i < graph->atom_count; ++i) {
    if (graph->elements[i] < 1 || graph->elements[i] > 118) return LOB_BAD_ARGUMENT;
    OBAtom *atom = mol.NewAtom();
    if (!atom) return LOB_FAILED;
    atom->SetAtomicNum(graph->elements[i]);
    atom->SetFormalCharge(graph->charges[i]);
    if (graph->isotopes[i]) atom->SetIsotope(graph->isotopes[i]);
    atom->SetImplicitHCount(graph->hydrogens[i]);
  }
  return LOB_OK;
}

lob_status addBonds(OBMol &mol, const lob_graph *graph) {
  for (int32_t i = 0; i < graph->bond_count; ++i) {
    const int32_t *bond = graph->bonds + 3 * i;
    if (!isAtom(graph, bond[0]) || !isAtom(graph, bond[1]) || bond[0] == bond[1] || bond[2] < 1 ||
        bond[2] > 3)
      return LOB_BAD_ARGUMENT;
    if (!mol.AddBond(bond[0] + 1, bond[1] + 1, bond[2])) return LOB_BAD_ARGUMENT;
  }
  return LOB_OK;
}

OBStereo::Ref reference(OBMol &mol, int32_t atom) {
  return atom < 0 ? OBStereo::Ref(OBStereo::ImplicitRef) : mol.GetAtom(atom + 1)->GetId();
}

lob_status addCenters(OBMol &mol, const lob_graph *graph) {
  for (int32_t i = 0; i < graph->center_count; ++i) {
    const int32_t *center = graph->centers + 6 * i;
    if (!isAtom(graph, center[0])) return LOB_BAD_ARGUMENT;
    for (int k = 1; k <= 4; ++k)
      if (center[k] != -1 && !isAtom(graph, center[k])) return LOB_BAD_ARGUMENT;
    OBTetrahedralStereo::Config config;
    config.center = reference(mol, center[0]);
    config.from = reference(mol, center[1]);
    config.refs = OBStereo::MakeRefs(
        reference(mol, center[2]), reference(mol, center[3]), reference(mol, center[4]));
    config.winding = center[5] ? OBStereo::Clockwise : OBStereo::AntiClockwise;
    config.view = OBStereo::ViewFrom;
    auto *stereo = new OBTetrahedralStereo(&mol);
    stereo->SetConfig(config);
    mol.SetData(stereo);
  }
  return LOB_OK;
}

/// The other substituent at one end of a double bond, or the implicit hydrogen.
OBStereo::Ref otherSubstituent(OBAtom *end, OBAtom *across, int32_t named) {
  FOR_NBORS_OF_ATOM(neighbor, end) {
    if (&*neighbor != across && int32_t(neighbor->GetIdx()) != named + 1)
      return neighbor->GetId();
  }
  return OBStereo::ImplicitRef;
}

lob_status addDoubleBonds(OBMol &mol, const lob_graph *graph) {
  for (int32_t i = 0; i < graph->double_bond_count; ++i) {
    const int32_t *entry = graph->double_bonds + 4 * i;
    if (entry[0] < 0 || entry[0] >= graph->bond_count || !isAtom(graph, entry[1]) ||
        !isAtom(graph, entry[2]))
      return LOB_BAD_ARGUMENT;
    const int32_t *bond = graph->bonds + 3 * entry[0];
    OBAtom *begin = mol.GetAtom(bond[0] + 1);
    OBAtom *end = mol.GetAtom(bond[1] + 1);
    OBStereo::Ref beginOther = otherSubstituent(begin, end, entry[1]);
    OBStereo::Ref endOther = otherSubstituent(end, begin, entry[2]);
    OBCisTransStereo::Config config;
    config.begin = begin->GetId();
    config.end = end->GetId();
    // Along a U the first and the last lie on the same side.
    config.refs = entry[3]
        ? OBStereo::MakeRefs(
              reference(mol, entry[1]), beginOther, endOther, reference(mol, entry[2]))
        : OBStereo::MakeRefs(
              reference(mol, entry[1]), beginOther, reference(mol, entry[2]), endOther);
    config.shape = OBStereo::ShapeU;
    auto *stereo = new OBCisTransStereo(&mol);
    stereo->SetConfig(config);
    mol.SetData(stereo);
  }
  return LOB_OK;
}

/// Whether every coordinate is a number and not all are zero.
bool areSane(const OBMol &constMol) {
  OBMol &mol = const_cast<OBMol &>(constMol);
  double extent = 0;
  FOR_ATOMS_OF_MOL(atom, mol) {
    for (double value : {atom->GetX(), atom->GetY(), atom->GetZ()}) {
      if (!std::isfinite(value)) return false;
      extent += std::fabs(value);
    }
  }
  return mol.NumAtoms() < 2 || extent > 1e-6;
}

/// The molecule that the force fields, which exist once, are set up for; and with which of them.
const lob_molecule *prepared = nullptr;
OBForceField *preparedField = nullptr;

/// Sets a force field up from nothing. Open Babel keeps the parameters of the molecule before when
/// the new one has the same elements and bond orders in the same order, whatever their connections.
bool setUp(OBForceField &field, OBMol &mol) {
  OBMol hydrogen;
  OBAtom *atom = hydrogen.NewAtom();
  if (!atom) return false;
  atom->SetAtomicNum(1);
  field.SetLogLevel(OBFF_LOGLVL_NONE);
  field.Setup(hydrogen);
  return field.Setup(mol);
}

/// MMFF94, or UFF where that lacks parameters.
lob_status prepare(lob_molecule &molecule, double dielectric) {
  if (prepared == &molecule) return LOB_OK;
  prepared = nullptr;
  // Open Babel has no MMFF94 type for deuterium; no parameter depends on an isotope.
  FOR_ATOMS_OF_MOL(atom, molecule.mol) atom->SetIsotope(0);
  for (const char *name : {"MMFF94", "UFF"}) {
    preparedField = OBForceField::FindForceField(name);
    if (!preparedField) return LOB_NOT_INSTALLED;
    preparedField->SetDielectricConstant(dielectric);
    if (!setUp(*preparedField, molecule.mol)) continue;
    prepared = &molecule;
    molecule.forceField = name;
    return LOB_OK;
  }
  return LOB_NO_PARAMETERS;
}

}  // namespace

extern "C" {

lob_status lob_start(void) {
  return guarded([] {
    obErrorLog.StopLogging();
    obErrorLog.SetOutputLevel(obError);
    // Open Babel seeds itself from the clock at the first random vector; later calls of `srand` win.
    vector3 first;
    first.randomUnitVector();
    std::srand(1);
    return LOB_OK;
  });
}

const char *lob_version(void) { return BABEL_VERSION; }

const char *lob_last_error(void) { return lastError.c_str(); }

lob_status lob_molecule_create(const lob_graph *graph, lob_molecule **molecule) {
  return guarded([&]() -> lob_status {
    if (!graph || !molecule || graph->atom_count < 1) return LOB_BAD_ARGUMENT;
    auto made = std::make_unique<lob_molecule>();
    OBMol &mol = made->mol;
    mol.BeginModify();
    lob_status status = addAtoms(mol, graph);
    if (status == LOB_OK) status = addBonds(mol, graph);
    mol.EndModify();
    if (status != LOB_OK) return status;
    // EndModify takes the zero coordinates for three-dimensional ones.
    mol.SetDimension(0);
    // Set before stereo is added: otherwise Open Babel would perceive it from zero coordinates.
    mol.SetChiralityPerceived(true);
    status = addCenters(mol, graph);
    if (status == LOB_OK) status = addDoubleBonds(mol, graph);
    if (status != LOB_OK) return status;
    *molecule = made.release();
    return LOB_OK;
  });
}

void lob_molecule_destroy(lob_molecule *molecule) {
  guarded([&] {
    if (prepared == molecule) prepared = nullptr;
    delete molecule;
    return LOB_OK;
  });
}

lob_status lob_protonate(
    lob_molecule *molecule, double pH, int32_t *charges, int32_t *hydrogens) {
  return guarded([&]() -> lob_status {
    if (!molecule || !std::isfinite(pH)) return LOB_BAD_ARGUMENT;
    OBMol &mol = molecule->mol;
    unsigned int count = mol.NumAtoms();
    mol.CorrectForPH(pH);
    if (mol.NumAtoms() != count) return LOB_FAILED;
    for (unsigned int i = 0; i < count; ++i) {
      OBAtom *atom = mol.GetAtom(i + 1);
      charges[i] = atom->GetFormalCharge();
      hydrogens[i] = int32_t(atom->GetImplicitHCount());
    }
    return LOB_OK;
  });
}

lob_status lob_add_hydrogens(lob_molecule *molecule) {
  return guarded([&]() -> lob_status {
    if (!molecule) return LOB_BAD_ARGUMENT;
    return molecule->mol.AddHydrogens() ? LOB_OK : LOB_FAILED;
  });
}

int32_t lob_atom_count(const lob_molecule *molecule) {
  return molecule ? int32_t(molecule->mol.NumAtoms()) : 0;
}

lob_status lob_parents(const lob_molecule *molecule, int32_t skipped, int32_t *parents) {
  return guarded([&]() -> lob_status {
    if (!molecule || skipped < 0 || skipped > lob_atom_count(molecule)) return LOB_BAD_ARGUMENT;
    for (int32_t i = skipped; i < lob_atom_count(molecule); ++i) {
      parents[i - skipped] = -1;
      OBAtom *atom = molecule->mol.GetAtom(i + 1);
      FOR_NBORS_OF_ATOM(neighbor, atom) { parents[i - skipped] = neighbor->GetIdx() - 1; }
    }
    return LOB_OK;
  });
}

lob_status lob_build(lob_molecule *molecule, uint32_t seed) {
  return guarded([&]() -> lob_status {
    if (!molecule) return LOB_BAD_ARGUMENT;
    std::srand(seed);
    OBBuilder builder;
    // False also means that some stereo is wrong; whoever asked checks that from the coordinates.
    builder.Build(molecule->mol, false);
    molecule->mol.SetDimension(3);
    return areSane(molecule->mol) ? LOB_OK : LOB_FAILED;
  });
}

lob_status lob_get_coordinates(const lob_molecule *molecule, double *coordinates) {
  return guarded([&]() -> lob_status {
    if (!molecule || !coordinates) return LOB_BAD_ARGUMENT;
    for (int32_t i = 0; i < lob_atom_count(molecule); ++i) {
      OBAtom *atom = molecule->mol.GetAtom(i + 1);
      coordinates[3 * i] = atom->GetX();
      coordinates[3 * i + 1] = atom->GetY();
      coordinates[3 * i + 2] = atom->GetZ();
    }
    return LOB_OK;
  });
}

lob_status lob_set_coordinates(lob_molecule *molecule, const double *coordinates) {
  return guarded([&]() -> lob_status {
    if (!molecule || !coordinates) return LOB_BAD_ARGUMENT;
    for (int32_t i = 0; i < lob_atom_count(molecule); ++i) {
      const double *place = coordinates + 3 * i;
      molecule->mol.GetAtom(i + 1)->SetVector(place[0], place[1], place[2]);
    }
    molecule->mol.SetDimension(3);
    return LOB_OK;
  });
}

lob_status lob_minimize(
    lob_molecule *molecule, const lob_minimum *minimum, double *energy, const char **force_field) {
  return guarded([&]() -> lob_status {
    if (!molecule || !minimum || !energy || !force_field || !molecule->mol.GetCoordinates() ||
        !(minimum->dielectric >= 1) || !(minimum->restraint >= 0) || minimum->restrained < 0 ||
        minimum->restrained > lob_atom_count(molecule))
      return LOB_BAD_ARGUMENT;
    const lob_status status = prepare(*molecule, minimum->dielectric);
    if (status != LOB_OK) return status;
    const double unit = preparedField->GetUnit() == "kJ/mol" ? KCAL_TO_KJ : 1;
    Minimization minimization(*preparedField, molecule->mol);
    if (minimum->restrained > 0) minimization.turnHydrogens();
    minimization.restrain(size_t(minimum->restrained), minimum->restraint * unit);
    *energy = minimization.run(minimum->steps, minimum->tolerance * unit) / unit;
    *force_field = molecule->forceField;
    return std::isfinite(*energy) && areSane(molecule->mol) ? LOB_OK : LOB_FAILED;
  });
}

lob_status lob_depict(lob_molecule *molecule, double *coordinates) {
  return guarded([&]() -> lob_status {
    if (!molecule || !coordinates) return LOB_BAD_ARGUMENT;
    OBOp *generator = OBOp::FindType("gen2D");
    if (!generator) return LOB_NOT_INSTALLED;
    unsigned int count = molecule->mol.NumAtoms();
    std::srand(1);
    if (!generator->Do(&molecule->mol) || molecule->mol.NumAtoms() != count) return LOB_FAILED;
    for (unsigned int i = 0; i < count; ++i) {
      OBAtom *atom = molecule->mol.GetAtom(i + 1);
      coordinates[2 * i] = atom->GetX();
      coordinates[2 * i + 1] = atom->GetY();
      if (!std::isfinite(atom->GetX()) || !std::isfinite(atom->GetY())) return LOB_FAILED;
    }
    return LOB_OK;
  });
}

lob_status lob_inchikey(lob_molecule *molecule, char *text, size_t size) {
  return guarded([&]() -> lob_status {
    if (!molecule || !text || size < 28) return LOB_BAD_ARGUMENT;
    OBConversion conversion;
    if (!conversion.SetOutFormat("inchikey")) return LOB_NOT_INSTALLED;
    std::string written = conversion.WriteString(&molecule->mol, true);
    if (written.size() < 27) return LOB_FAILED;
    std::memcpy(text, written.data(), 27);
    text[27] = '\0';
    return LOB_OK;
  });
}

}  // extern "C"
