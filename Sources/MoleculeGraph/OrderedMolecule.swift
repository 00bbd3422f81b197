/// A molecule whose hydrogens, aromaticity and canonical order are known: what a SMILES writer
/// needs.
///
/// `PerceivedMolecule` conforms. The protocol keeps module SMILES free of perception.
public protocol OrderedMolecule: Sendable {
  /// The graph with aromatic flags and bonds set, and stereo as tetrahedral centers and
  /// double-bond stereo (bond directions are ignored).
  var graph: Molecule { get }
  /// Hydrogens on each atom that are not atoms of the graph.
  var hydrogens: [UInt8] { get }
  /// Hydrogens that a reader would assume were the atom written without brackets.
  var organicSubsetHydrogens: [UInt8?] { get }
  /// A total order of the atoms that does not depend on the order of the input.
  var canonicalRanks: [Int32] { get }
  /// Bond orders with alternating single and double bonds in place of aromatic ones.
  var kekuleOrders: [BondOrder] { get }
}
