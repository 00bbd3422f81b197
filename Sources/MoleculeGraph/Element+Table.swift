/// Element data: symbols, masses, outer electrons, allowed valences and radii.
///
/// Masses are the standard atomic weights and isotope masses of IUPAC/NIST; the valence lists and
/// radii are those of RDKit's periodic table (BSD-3-Clause), whose chemistry model Ligature
/// follows. A valence of -1 means that any valence is allowed.
struct ElementRow: Sendable {
  let symbol: String
  let averageMass: Double
  let commonIsotopeMass: Double
  let outerElectrons: Int8
  let valences: [Int8]
  let covalentRadius: Double
  let vanDerWaalsRadius: Double
  /// The bond radius that Labute's surface area uses, Å.
  let bondRadius: Double

  init(
    _ symbol: String, _ averageMass: Double, _ commonIsotopeMass: Double, _ outerElectrons: Int8,
    _ valences: [Int8], _ covalentRadius: Double, _ vanDerWaalsRadius: Double, _ bondRadius: Double
  ) {
    self.symbol = symbol
    self.averageMass = averageMass
    self.commonIsotopeMass = commonIsotopeMass
    self.outerElectrons = outerElectrons
    self.valences = valences
    self.covalentRadius = covalentRadius
    self.vanDerWaalsRadius = vanDerWaalsRadius
    self.bondRadius = bondRadius
  }
}

/// Rows by atomic number; row 0 is the wildcard atom `*`.
let elementTable: [ElementRow] = [
  ElementRow("*", 0, 0, 0, [-1], 0, 0, 0),
  ElementRow("H", 1.008, 1.007825032, 1, [1], 0.31, 1.2, 0.33),
  ElementRow("He", 4.003, 4.002603254, 2, [0], 0.28, 1.4, 0.7),
  ElementRow("Li", 6.941, 7.01600455, 1, [1, -1], 1.28, 2.2, 1.23),
  ElementRow("Be", 9.012, 9.0121822, 2, [2], 0.96, 1.9, 0.9),
  ElementRow("B", 10.812, 11.0093054, 3, [3], 0.84, 1.8, 0.82),
  ElementRow("C", 12.011, 12.0, 4, [4], 0.76, 1.7, 0.77),
  ElementRow("N", 14.007, 14.003074, 5, [3], 0.71, 1.6, 0.7),
  ElementRow("O", 15.999, 15.99491462, 6, [2], 0.66, 1.55, 0.66),
  ElementRow("F", 18.998, 18.99840322, 7, [1], 0.57, 1.5, 0.611),
  ElementRow("Ne", 20.18, 19.99244018, 8, [0], 0.58, 1.54, 0.7),
  ElementRow("Na", 22.99, 22.98976928, 1, [1, -1], 1.66, 2.4, 1.54),
  ElementRow("Mg", 24.305, 23.9850417, 2, [2, -1], 1.41, 2.2, 1.36),
  ElementRow("Al", 26.982, 26.98153863, 3, [3], 1.21, 2.1, 1.18),
  ElementRow("Si", 28.086, 27.97692653, 4, [4], 1.11, 2.1, 0.937),
  ElementRow("P", 30.974, 30.97376163, 5, [3, 5], 1.07, 1.95, 0.89),
  ElementRow("S", 32.067, 31.972071, 6, [2, 4, 6], 1.05, 1.8, 1.04),
  ElementRow("Cl", 35.453, 34.96885268, 7, [1], 1.02, 1.8, 0.997),
  ElementRow("Ar", 39.948, 39.96238312, 8, [0], 1.06, 1.88, 1.74),
  ElementRow("K", 39.098, 38.96370668, 1, [1, -1], 2.03, 2.8, 2.03),
  ElementRow("Ca", 40.078, 39.96259098, 2, [2, -1], 1.76, 2.4, 1.74),
  ElementRow("Sc", 44.956, 44.9559119, 3, [-1], 1.7, 2.3, 1.44),
  ElementRow("Ti", 47.867, 47.9479463, 4, [-1], 1.6, 2.15, 1.32),
  ElementRow("V", 50.944, 50.9439595, 5, [-1], 1.52, 2.05, 1.22),
  ElementRow("Cr", 51.996, 51.9405075, 6, [-1], 1.39, 2.05, 1.18),
  ElementRow("Mn", 54.938, 54.9380451, 7, [-1], 1.39, 2.05, 1.17),
  ElementRow("Fe", 55.845, 55.9349375, 8, [-1], 1.32, 2.05, 1.17),
  ElementRow("Co", 58.933, 58.933195, 9, [-1], 1.26, 2, 1.16),
  ElementRow("Ni", 58.693, 57.9353429, 10, [-1], 1.24, 2, 1.15),
  ElementRow("Cu", 63.546, 62.9295975, 11, [-1], 1.32, 2, 1.17),
  ElementRow("Zn", 65.39, 63.9291422, 2, [-1], 1.22, 2.1, 1.25),
  ElementRow("Ga", 69.723, 68.9255736, 3, [3], 1.22, 2.1, 1.26),
  ElementRow("Ge", 72.61, 73.9211778, 4, [4], 1.2, 2.1, 1.188),
  ElementRow("As", 74.922, 74.9215965, 5, [3, 5], 1.19, 2.05, 1.2),
  ElementRow("Se", 78.96, 79.9165213, 6, [2, 4, 6], 1.2, 1.9, 1.17),
  ElementRow("Br", 79.904, 78.9183371, 7, [1], 1.2, 1.9, 1.167),
  ElementRow("Kr", 83.8, 83.911507, 8, [0], 1.16, 2.02, 1.91),
  ElementRow("Rb", 85.468, 84.91178974, 1, [1, -1], 2.2, 2.9, 2.16),
  ElementRow("Sr", 87.62, 87.9056121, 2, [2, -1], 1.95, 2.55, 1.91),
  ElementRow("Y", 88.906, 88.9058483, 3, [-1], 1.9, 2.4, 1.62),
  ElementRow("Zr", 91.224, 89.9047044, 4, [-1], 1.75, 2.3, 1.45),
  ElementRow("Nb", 92.906, 92.9063781, 5, [-1], 1.64, 2.15, 1.34),
  ElementRow("Mo", 95.94, 97.9054082, 6, [-1], 1.54, 2.1, 1.3),
  ElementRow("Tc", 98.0, 96.906365, 7, [-1], 1.47, 2.05, 1.27),
  ElementRow("Ru", 101.07, 101.9043493, 8, [-1], 1.46, 2.05, 1.25),
  ElementRow("Rh", 102.906, 102.905504, 9, [-1], 1.42, 2, 1.25),
  ElementRow("Pd", 106.42, 105.903486, 10, [-1], 1.39, 2.05, 1.28),
  ElementRow("Ag", 107.868, 106.905097, 11, [-1], 1.45, 2.1, 1.34),
  ElementRow("Cd", 112.412, 113.9033585, 2, [-1], 1.44, 2.2, 1.48),
  ElementRow("In", 114.818, 114.903878, 3, [3], 1.42, 2.2, 1.44),
  ElementRow("Sn", 118.711, 119.9021947, 4, [2, 4], 1.39, 2.25, 1.385),
  ElementRow("Sb", 121.76, 120.9038157, 5, [3, 5], 1.39, 2.2, 1.4),
  ElementRow("Te", 127.6, 129.9062244, 6, [2, 4, 6], 1.38, 2.1, 1.378),
  ElementRow("I", 126.904, 126.904473, 7, [1, 3, 5], 1.39, 2.1, 1.387),
  ElementRow("Xe", 131.29, 131.9041535, 8, [0, 2, 4, 6], 1.4, 2.16, 1.98),
  ElementRow("Cs", 132.905, 132.9054519, 1, [1], 2.44, 3, 2.35),
  ElementRow("Ba", 137.328, 137.9052472, 2, [2, -1], 2.15, 2.7, 1.98),
  ElementRow("La", 138.906, 138.9063533, 3, [-1], 2.07, 2.5, 1.69),
  ElementRow("Ce", 140.116, 139.9054387, 4, [-1], 2.04, 2.48, 1.83),
  ElementRow("Pr", 140.908, 140.9076528, 3, [-1], 2.03, 2.47, 1.82),
  ElementRow("Nd", 144.24, 141.9077233, 4, [-1], 2.01, 2.45, 1.81),
  ElementRow("Pm", 145.0, 144.912749, 5, [-1], 1.99, 2.43, 1.8),
  ElementRow("Sm", 150.36, 151.9197324, 6, [-1], 1.98, 2.42, 1.8),
  ElementRow("Eu", 151.964, 152.9212303, 7, [-1], 1.98, 2.4, 1.99),
  ElementRow("Gd", 157.25, 157.9241039, 8, [-1], 1.96, 2.38, 1.79),
  ElementRow("Tb", 158.925, 158.9253468, 9, [-1], 1.94, 2.37, 1.76),
  ElementRow("Dy", 162.5, 163.9291748, 10, [-1], 1.92, 2.35, 1.75),
  ElementRow("Ho", 164.93, 164.9303221, 11, [-1], 1.92, 2.33, 1.74),
  ElementRow("Er", 167.26, 165.9302931, 12, [-1], 1.89, 2.32, 1.73),
  ElementRow("Tm", 168.934, 168.9342133, 13, [-1], 1.9, 2.3, 1.72),
  ElementRow("Yb", 173.04, 173.9388621, 14, [-1], 1.87, 2.28, 1.94),
  ElementRow("Lu", 174.967, 174.9407718, 15, [-1], 1.87, 2.27, 1.72),
  ElementRow("Hf", 178.49, 179.94655, 4, [-1], 1.75, 2.25, 1.44),
  ElementRow("Ta", 180.948, 180.9479958, 5, [-1], 1.7, 2.2, 1.34),
  ElementRow("W", 183.84, 183.9509312, 6, [-1], 1.62, 2.1, 1.3),
  ElementRow("Re", 186.207, 186.9557531, 7, [-1], 1.51, 2.05, 1.28),
  ElementRow("Os", 190.23, 191.9614807, 8, [-1], 1.44, 2, 1.26),
  ElementRow("Ir", 192.217, 192.9629264, 9, [-1], 1.41, 2, 1.27),
  ElementRow("Pt", 195.078, 194.9647911, 10, [-1], 1.36, 2.05, 1.3),
  ElementRow("Au", 196.967, 196.9665687, 11, [-1], 1.36, 2.1, 1.34),
  ElementRow("Hg", 200.59, 201.970643, 2, [-1], 1.32, 2.05, 1.49),
  ElementRow("Tl", 204.383, 204.9744275, 3, [-1], 1.45, 2.2, 1.48),
  ElementRow("Pb", 207.2, 207.9766521, 4, [2, 4], 1.46, 2.3, 1.48),
  ElementRow("Bi", 208.98, 208.9803987, 5, [3, 5], 1.48, 2.3, 1.45),
  ElementRow("Po", 209.0, 208.9824304, 6, [2, 4, 6], 1.4, 2, 1.46),
  ElementRow("At", 210.0, 209.987148, 7, [1, 3, 5], 1.5, 2, 1.45),
  ElementRow("Rn", 222.0, 222.0175706, 8, [0], 1.5, 2, 2.4),
  ElementRow("Fr", 223.0, 223.0197359, 1, [1], 2.6, 2, 2),
  ElementRow("Ra", 226.0, 226.0254026, 2, [2, -1], 2.2, 2, 1.9),
  ElementRow("Ac", 227.0, 227.0277521, 3, [-1], 2.15, 2, 1.88),
  ElementRow("Th", 232.038, 232.0380553, 4, [-1], 2.06, 2.4, 1.79),
  ElementRow("Pa", 231.036, 231.035884, 3, [-1], 2, 2, 1.61),
  ElementRow("U", 238.029, 238.0507882, 4, [-1], 1.96, 2.3, 1.58),
  ElementRow("Np", 237.0, 236.04657, 5, [-1], 1.9, 2, 1.55),
  ElementRow("Pu", 244.0, 238.0495599, 6, [-1], 1.87, 2, 1.53),
  ElementRow("Am", 243.0, 241.0568291, 7, [-1], 1.8, 2, 1.07),
  ElementRow("Cm", 247.0, 243.0613891, 8, [-1], 1.69, 2, 0),
  ElementRow("Bk", 247.0, 247.070307, 9, [-1], 1.9, 2, 0),
  ElementRow("Cf", 251.0, 249.0748535, 10, [-1], 1.9, 2, 0),
  ElementRow("Es", 252.0, 252.08298, 11, [-1], 1.9, 2, 0),
  ElementRow("Fm", 257.0, 257.095105, 12, [-1], 1.9, 2, 0),
  ElementRow("Md", 258.0, 258.098431, 13, [-1], 1.9, 2, 0),
  ElementRow("No", 259.0, 259.10103, 14, [-1], 1.9, 2, 0),
  ElementRow("Lr", 262.0, 262.10963, 15, [-1], 1.9, 2, 0),
  ElementRow("Rf", 267.0, 267.12153, 2, [-1], 1.9, 2, 0),
  ElementRow("Db", 268.0, 268.12545, 2, [-1], 1.9, 2, 0),
  ElementRow("Sg", 269.0, 271.13347, 2, [-1], 1.9, 2, 0),
  ElementRow("Bh", 270.0, 270.13362, 2, [-1], 1.9, 2, 0),
  ElementRow("Hs", 269.0, 269.13406, 2, [-1], 1.9, 2, 0),
  ElementRow("Mt", 278.0, 278.15481, 2, [-1], 1.9, 2, 0),
  ElementRow("Ds", 281.0, 281.16206, 2, [-1], 1.9, 2, 0),
  ElementRow("Rg", 281.0, 281.16537, 2, [-1], 1.9, 2, 0),
  ElementRow("Cn", 285.0, 285.17411, 2, [-1], 1.9, 2, 0),
  ElementRow("Nh", 284.0, 284.17873, 2, [-1], 1.36, 2, 0),
  ElementRow("Fl", 289.0, 289.19042, 2, [-1], 1.43, 2, 0),
  ElementRow("Mc", 288.0, 288.19274, 2, [-1], 1.62, 2, 0),
  ElementRow("Lv", 293.0, 293.20449, 2, [-1], 1.75, 2, 0),
  ElementRow("Ts", 292.0, 292.20746, 2, [-1], 1.65, 2, 0),
  ElementRow("Og", 294.0, 294.21392, 2, [-1], 1.57, 2, 0),
]
