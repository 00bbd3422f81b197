#pragma once
// Finds the nearest minimum of a force field's energy.
#include <openbabel/forcefield.h>

/// Limited-memory BFGS with backtracking (Nocedal and Wright, Numerical Optimization, algorithm 7.5).
///
/// Open Babel's own conjugate gradients stop short of the minimum, often tens of kcal/mol above it,
/// and take several times as many evaluations.
class Minimization {
 public:
  /// The force field must have been set up for `mol`.
  Minimization(OpenBabel::OBForceField &field, OpenBabel::OBMol &mol);

  /// Draws the first `count` atoms back to where they are now, by half of `constant` times the squared
  /// distance.
  void restrain(size_t count, double constant);

  /// Turns the hydrogens of each end, as of a hydroxyl or methyl group, to where the energy is lowest
  /// of twelve places: a minimum far from where they were put, or beyond a barrier, is found so.
  void turnHydrogens();

  /// Moves the atoms of the molecule until the root mean square of the gradient is below `tolerance`
  /// (per Å), or for `steps` steps; the energy there without restraints, in the units of the force
  /// field.
  double run(int steps, double tolerance);

 private:
  using Vector = std::vector<double>;

  double evaluate(const Vector &places, Vector &gradient);
  double energyAt(const Vector &places);
  void setDirection();
  bool moveAlong();
  void remember(const Vector &oldPlaces, const Vector &oldGradient);

  OpenBabel::OBForceField &field;
  OpenBabel::OBMol &mol;
  Vector places, gradient, direction, nextPlaces, nextGradient;
  double energy = 0;
  Vector anchors;
  double constant = 0;
  /// The last steps, the changes of gradient they brought, and one over their products.
  std::vector<Vector> moves, changes;
  std::vector<double> scales;
};
