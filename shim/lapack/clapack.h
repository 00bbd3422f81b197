// What is used of LAPACK's C interface (https://www.netlib.org/lapack/lapacke.html). Its own header
// needs C's complex numbers, which Swift cannot import.
#pragma once

enum { CLAPACK_COLUMN_MAJOR = 102 };

/// Cholesky factor of a symmetric positive definite matrix, in place; above 0 where it is not.
int LAPACKE_dpotrf(int layout, char triangle, int n, double *a, int leading);
/// Solves with such a factor, in place.
int LAPACKE_dpotrs(
    int layout, char triangle, int n, int sides, const double *a, int leading, double *b,
    int leading_b);
/// Inverse from such a factor, in place of the triangle.
int LAPACKE_dpotri(int layout, char triangle, int n, double *a, int leading);
/// Solves with a triangular matrix, in place.
int LAPACKE_dtrtrs(
    int layout, char triangle, char transposed, char unit, int n, int sides, const double *a,
    int leading, double *b, int leading_b);
