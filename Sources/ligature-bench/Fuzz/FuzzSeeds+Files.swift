extension FuzzSeeds {
  static let tables = [
    "CCO ethanol\nc1ccccc1 benzene\nC1CC open\n# remark\n\n[NH4+].[Cl-] salt\n",
    "CC[CH2] |^1:2|\nC/C=C/C\t|c:1|\nCC=CC |t:1| butene\nN->B |C:0.0|\n",
    "name,smiles,note\nethanol,CCO,\"a, b\"\nopen,C1CC,\"two\nlines\"\n,c1ccccc1,\n",
    "smiles\tname\nCCO\tethanol\nc1ccccc1\tbenzene\n",
  ]

  static let v2000 = """
    alanine
      drawn

      7  6  0  0  1  0  0  0  0  0999 V2000
        0.0000    0.0000    0.0000 C   0  0  0  0  0  0
        1.2990    0.7500    0.0000 C   0  0  1  0  0  0
        2.5981    0.0000    0.0000 C   0  0  0  0  0  0
        1.2990    2.2500    0.0000 N   0  3  0  0  0  0
        2.5981   -1.5000    0.0000 O   0  5  0  0  0  0
        3.8971    0.7500    0.0000 O   0  0  0  0  0  0
       -1.2990    0.7500    0.0000 H   0  0  0  0  0  0
      1  2  1  0  0  0
      2  3  1  0  0  0
      2  4  1  1  0  0
      3  5  1  0  0  0
      3  6  2  0  0  0
      1  7  1  6  0  0
    M  CHG  2   4   1   5  -1
    M  ISO  1   1  13
    M  END
    > <name>
    alanine

    $$$$
    butene
      drawn

      4  3  0  0  0  0  0  0  0  0999 V2000
    0.0 0.0 0.0 C 0 0 0 0 0 4
        1.2990    0.7500    0.0000 C   0  0
        2.5981    0.0000    0.0000 C   0  0
        3.8971    0.7500    0.0000 C   0  0
      1  2  1  0
      2  3  2  0
      3  4  1  0
    M  END
    $$$$

    """

  static let v3000 = """
    ethanol
      drawn

      0  0  0     0  0            999 V3000
    M  V30 BEGIN CTAB
    M  V30 COUNTS 3 2 0 0 0
    M  V30 BEGIN ATOM
    M  V30 1 C 0 0 0 0 CHG=0 MASS=13 VAL=4
    M  V30 2 C 1.299 0.75 0 0 CFG=1
    M  V30 3 O 2.5981 0 0 0 CHG=-1 -
    M  V30 RAD=2
    M  V30 END ATOM
    M  V30 BEGIN BOND
    M  V30 1 1 1 2 CFG=1
    M  V30 2 1 2 3
    M  V30 END BOND
    M  V30 END CTAB
    M  END
    $$$$

    """

  static let cml = """
    <?xml version="1.0"?>
    <cml xmlns="http://www.xml-cml.org/schema">
      <molecule id="m1"><name>ethanol</name>
        <atomArray>
          <atom id="a1" elementType="C" x2="0" y2="0"/>
          <atom id="a2" elementType="C" x2="1.3" y2="0.75" isotopeNumber="13"/>
          <atom id="a3" elementType="O" x2="2.6" y2="0" hydrogenCount="1" formalCharge="0" spinMultiplicity="1"/>
        </atomArray>
        <bondArray>
          <bond atomRefs2="a1 a2" order="1"><bondStereo>W</bondStereo></bond>
          <bond atomRefs2="a2 a3" order="S"/>
        </bondArray>
        <property title="bp"><scalar units="K">351</scalar></property>
      </molecule>
      <molecule id="m2">
        <atomArray atomID="a1 a2 a3" elementType="C N O" x3="0 1 2" y3="0 1 0" z3="0 0 1"/>
        <bondArray atomRef1="a1 a2" atomRef2="a2 a3" order="A 2"/>
      </molecule>
    </cml>

    """

  static let ligandPDBQT = """
    REMARK VINA RESULT:    -7.142      0.000      0.000
    ROOT
    ATOM      1  C   UNL     1      27.775   6.415   3.966  1.00  0.00    -0.045 A 
    ATOM      2  C   UNL     1      28.515   5.620   3.083  1.00  0.00    -0.055 A 
    ENDROOT
    BRANCH   1   7
    ATOM      7  C   UNL     1      26.279   6.261   4.072  1.00  0.00    -0.004 C 
    BRANCH   7   8
    ATOM      8  O   UNL     1      25.602   7.542   4.561  1.00  0.00     0.050 OA
    ENDBRANCH   7   8
    BRANCH   7   9
    ATOM      9  C   UNL     1      25.713   5.153   4.953  1.00  0.00     0.000 CG0
    ATOM     10  G0  UNL     1      26.279   4.011   5.601  1.00  0.00     0.000 G0
    ENDBRANCH   7   9
    ENDBRANCH   1   7
    TORSDOF 3

    """

  static let receptorPDBQT = """
    REMARK  receptor
    ATOM    331  N   ASP A 121A     24.614   7.270   5.554  1.00  0.00    -0.384 NA
    HETATM  332 ZN    ZN A 201      24.768   5.997   6.169  1.00  0.00     2.000 Zn
    END

    """
}
