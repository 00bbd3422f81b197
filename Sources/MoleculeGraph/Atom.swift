/// One atom as it was written.
public struct Atom: Hashable, Sendable {
  public var element: Element
  /// Mass number, 0 when none was given.
  public var isotope: UInt16
  public var charge: Int8
  /// Hydrogens stated in the bracket, as in `[NH4+]`. Nil outside brackets: perception counts them.
  public var statedHydrogens: UInt8?
  /// Written in lower case, or carrying an aromatic flag after perception.
  public var isAromatic: Bool
  /// The number after the colon in `[CH4:2]`, 0 when none was given.
  public var atomClass: Int32

  public init(
    _ element: Element, isotope: UInt16 = 0, charge: Int8 = 0, statedHydrogens: UInt8? = nil,
    isAromatic: Bool = false, atomClass: Int32 = 0
  ) {
    self.element = element
    self.isotope = isotope
    self.charge = charge
    self.statedHydrogens = statedHydrogens
    self.isAromatic = isAromatic
    self.atomClass = atomClass
  }
}
