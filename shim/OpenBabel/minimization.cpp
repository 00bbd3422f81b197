// Open Babel's headers derive from std::binary_function, which C++17 no longer has.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include <openbabel/bond.h>
#include <openbabel/mol.h>
#include <openbabel/obiter.h>

#include "minimization.h"
#pragma GCC diagnostic pop

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace {

/// Steps remembered.
constexpr size_t memory = 10;
/// No atom moves further in one step, Å: a clash must not throw atoms through each other.
constexpr double longestMove = 0.3;
constexpr int backtracks = 12;
/// Å along each axis by which atoms are moved where there is no slope, and how often; chosen.
constexpr double unstraightening = 0.05;
constexpr int unstraightenings = 3;
/// Of a full turn.
constexpr int rotamers = 12;

double inner(const std::vector<double> &a, const std::vector<double> &b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

void add(std::vector<double> &sum, double factor, const std::vector<double> &term) {
  for (size_t i = 0; i < sum.size(); ++i) sum[i] += factor * term[i];
}

/// Hydrogens that turn about the bond of the heavy atom that bears them, as indices of atoms.
struct Rotor {
  size_t axis, bearer;
  std::vector<size_t> hydrogens;
};

std::vector<Rotor> hydrogenRotors(OpenBabel::OBMol &mol) {
  std::vector<Rotor> rotors;
  FOR_ATOMS_OF_MOL(atom, mol) {
    std::vector<size_t> heavy;
    Rotor rotor{0, atom->GetIdx() - 1, {}};
    FOR_NBORS_OF_ATOM(neighbor, &*atom) {
      const size_t index = neighbor->GetIdx() - 1;
      (neighbor->GetAtomicNum() == 1 ? rotor.hydrogens : heavy).push_back(index);
    }
    if (heavy.size() != 1 || rotor.hydrogens.empty() || atom->GetAtomicNum() == 1) continue;
    rotor.axis = heavy[0];
    if (mol.GetBond(int(rotor.axis + 1), int(rotor.bearer + 1))->GetBondOrder() != 1) continue;
    rotors.push_back(std::move(rotor));
  }
  return rotors;
}

void turn(std::vector<double> &places, const Rotor &rotor, double angle) {
  const auto at = [&](size_t atom) {
    return OpenBabel::vector3(places[3 * atom], places[3 * atom + 1], places[3 * atom + 2]);
  };
  const OpenBabel::vector3 origin = at(rotor.bearer);
  OpenBabel::vector3 axis = origin - at(rotor.axis);
  axis.normalize();
  for (size_t hydrogen : rotor.hydrogens) {
    const OpenBabel::vector3 arm = at(hydrogen) - origin;
    // Rodrigues' rotation.
    const OpenBabel::vector3 turned = arm * std::cos(angle) +
        OpenBabel::cross(axis, arm) * std::sin(angle) +
        axis * (OpenBabel::dot(axis, arm) * (1 - std::cos(angle)));
    (origin + turned).Get(&places[3 * hydrogen]);
  }
}

}  // namespace

Minimization::Minimization(OpenBabel::OBForceField &field, OpenBabel::OBMol &mol)
    : field(field), mol(mol) {
  places.assign(mol.GetCoordinates(), mol.GetCoordinates() + 3 * mol.NumAtoms());
  gradient.resize(places.size());
  nextGradient.resize(places.size());
}

double Minimization::evaluate(const Vector &at, Vector &slope) {
  mol.SetCoordinates(const_cast<double *>(at.data()));
  field.SetCoordinates(mol);
  double value = field.Energy(true);
  // What Open Babel calls the gradient is the force, its negative.
  const double *forces = field.GetGradientPtr();
  for (size_t i = 0; i < slope.size(); ++i) slope[i] = -forces[i];
  for (size_t i = 0; i < anchors.size(); ++i) {
    const double offset = at[i] - anchors[i];
    value += constant / 2 * offset * offset;
    slope[i] += constant * offset;
  }
  return value;
}

double Minimization::energyAt(const Vector &at) {
  mol.SetCoordinates(const_cast<double *>(at.data()));
  field.SetCoordinates(mol);
  return field.Energy(false);
}

void Minimization::turnHydrogens() {
  double lowest = energyAt(places);
  for (const Rotor &rotor : hydrogenRotors(mol)) {
    const Vector start = places;
    for (int step = 1; step < rotamers; ++step) {
      Vector turned = start;
      turn(turned, rotor, 2 * M_PI * step / rotamers);
      const double value = energyAt(turned);
      if (!(value < lowest)) continue;
      lowest = value;
      places = std::move(turned);
    }
  }
}

void Minimization::restrain(size_t count, double by) {
  anchors.assign(places.begin(), places.begin() + 3 * count);
  constant = by;
}

double Minimization::run(int steps, double tolerance) {
  const double limit = tolerance * std::sqrt(double(gradient.size()));
  energy = evaluate(places, gradient);
  // A straight angle where a bent one belongs, as the builder gives phosphates, has no slope.
  std::minstd_rand random(1);
  std::uniform_real_distribution<double> offset(-unstraightening, unstraightening);
  for (int attempt = 0; attempt < unstraightenings && !std::isfinite(inner(gradient, gradient)); ++attempt) {
    for (double &place : places) place += offset(random);
    energy = evaluate(places, gradient);
  }
  for (int step = 0; step < steps && std::isfinite(energy); ++step) {
    if (std::sqrt(inner(gradient, gradient)) < limit) break;
    setDirection();
    if (moveAlong()) continue;
    // The remembered curvature misleads: once more downhill, then it is the end.
    if (moves.empty()) break;
    moves.clear();
    changes.clear();
    scales.clear();
  }
  anchors.clear();
  return evaluate(places, gradient);
}

void Minimization::setDirection() {
  direction = gradient;
  std::vector<double> shares(moves.size());
  for (size_t k = moves.size(); k-- > 0;) {
    shares[k] = scales[k] * inner(moves[k], direction);
    add(direction, -shares[k], changes[k]);
  }
  if (!moves.empty()) {
    const double factor = 1 / (scales.back() * inner(changes.back(), changes.back()));
    for (double &value : direction) value *= factor;
  }
  for (size_t k = 0; k < moves.size(); ++k)
    add(direction, shares[k] - scales[k] * inner(changes[k], direction), moves[k]);
  for (double &value : direction) value = -value;
  if (inner(direction, gradient) < 0) return;
  for (size_t i = 0; i < direction.size(); ++i) direction[i] = -gradient[i];
}

bool Minimization::moveAlong() {
  double longest = 0;
  for (size_t i = 0; i + 2 < direction.size(); i += 3)
    longest = std::max(longest, std::hypot(direction[i], direction[i + 1], direction[i + 2]));
  if (!(longest > 0)) return false;
  double length = std::min(1.0, longestMove / longest);
  const double slope = inner(direction, gradient);
  for (int attempt = 0; attempt < backtracks; ++attempt, length *= 0.4) {
    nextPlaces = places;
    add(nextPlaces, length, direction);
    const double next = evaluate(nextPlaces, nextGradient);
    if (!(next <= energy + 1e-4 * length * slope)) continue;
    places.swap(nextPlaces);
    gradient.swap(nextGradient);
    energy = next;
    remember(nextPlaces, nextGradient);
    return true;
  }
  return false;
}

void Minimization::remember(const Vector &oldPlaces, const Vector &oldGradient) {
  Vector move = places;
  Vector change = gradient;
  add(move, -1, oldPlaces);
  add(change, -1, oldGradient);
  const double product = inner(move, change);
  if (product <= 1e-10) return;
  if (moves.size() == memory) {
    moves.erase(moves.begin());
    changes.erase(changes.begin());
    scales.erase(scales.begin());
  }
  moves.push_back(std::move(move));
  changes.push_back(std::move(change));
  scales.push_back(1 / product);
}
