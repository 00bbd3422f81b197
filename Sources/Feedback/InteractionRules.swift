/// The geometric rules of the Protein-Ligand Interaction Profiler, distances in Å and angles in
/// degrees (Salentin et al., Nucleic Acids Res. 43, W443, 2015, doi:10.1093/nar/gkv315; Adasme et
/// al., Nucleic Acids Res. 49, W530, 2021, doi:10.1093/nar/gkab294).
public enum InteractionRules {
  /// Two carbons that are bonded to carbon and hydrogen only.
  public static let hydrophobicDistance = 4.0
  /// Donor and acceptor, heavy atoms.
  public static let hydrogenBondDistance = 4.1
  /// Donor, hydrogen, acceptor.
  public static let hydrogenBondAngle = 100.0
  /// Centers of two groups of opposite charge.
  public static let saltBridgeDistance = 5.5
  /// Two ring centers.
  public static let piStackingDistance = 5.5
  /// How far ring planes may deviate from parallel, or from perpendicular.
  public static let piStackingDeviation = 30.0
  /// How far one center, projected on the plane of a ring, may lie from the ring's center.
  public static let ringOffset = 2.0
  /// Charge center and ring center.
  public static let cationPiDistance = 6.0
  /// Halogen and acceptor.
  public static let halogenBondDistance = 4.0
  /// Carbon, halogen, acceptor; and halogen, acceptor, its neighbor; and the deviation of both.
  public static let halogenDonorAngle = 165.0
  public static let halogenAcceptorAngle = 120.0
  public static let halogenDeviation = 30.0
  /// Metal ion and a ligand atom that can coordinate it.
  public static let metalDistance = 3.0
  /// Two atoms nearer than this are an error of the input and make no contact.
  public static let shortestDistance = 0.5
}
