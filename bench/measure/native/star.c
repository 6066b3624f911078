/* The stepper of one zone in C, formula by formula as in sim/star: a yardstick for the kernel, used by the benchmark alone.
   star INPUT OUTPUT: numbers in, as native.ts writes them; nanoseconds a step, then the last window's air temperatures, out. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST 64
#define ACTS 8
enum { FILM, OUTER, INNER, BEAM, DIFFUSE };

static double cube_root(double x) {
  double a = x > 1e-30 ? x : 1e-30, y;
  uint64_t bits;
  memcpy(&bits, &a, 8);
  bits = (uint64_t)((uint32_t)(bits >> 32) / 3u + 715094163u) << 32;
  memcpy(&y, &bits, 8);
  double cube = y * y * y;
  return y * (cube + a + a) / (cube + cube + a);
}

static const double *at;
static const double *take(int n) {
  const double *from = at;
  at += n;
  return from;
}

static double now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return 1e9 * (double)t.tv_sec + (double)t.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  FILE *in = fopen(argv[1], "rb");
  if (!in) return 2;
  fseek(in, 0, SEEK_END);
  long size = ftell(in);
  rewind(in);
  double *input = malloc((size_t)size);
  if (!input || fread(input, 1, (size_t)size, in) != (size_t)size) return 2;
  fclose(in);
  at = input;

  int nf = (int)*take(1), nw = (int)*take(1), width = (int)*take(1), film_every = (int)*take(1);
  int rows = (int)*take(1), act_rows = (int)*take(1), steps = (int)*take(1), windows = (int)*take(1);
  if (nf > MOST || nw > MOST) return 2;
  double air_w_per_k = *take(1), capacity = *take(1), outdoor_m3 = *take(1), bridges = *take(1), sun_to_air = *take(1);
  double max_heat = *take(1), max_cool = *take(1), above = *take(1), droop = *take(1), convective = *take(1);
  double e_capacity = *take(1), e_factor = *take(1), e_power = *take(1);
  const double *colder = take(nf), *warmer = take(nf), *least = take(nf), *rad = take(nf), *rad0 = take(nf);
  const double *beam = take(nf), *diffuse = take(nf), *share = take(nf), *self = take(nf), *cross = take(nf);
  const double *weight0 = take(nf), *weight1 = take(nf), *decay0 = take(nf), *out0 = take(nf), *in0 = take(nf);
  const double *decay1 = take(nf), *out1 = take(nf), *in1 = take(nf), *column = take(nf), *fixed = take(nf);
  const double *w_colder = take(nw), *w_warmer = take(nw), *w_least = take(nw), *w_rad = take(nw), *w_rad0 = take(nw);
  const double *w_beam = take(nw), *w_diffuse = take(nw), *w_share = take(nw), *w_area = take(nw), *w_at0 = take(nw);
  const double *w_per_k = take(nw), *w_column = take(nw);
  double air = *take(1), radiant = *take(1), emitter = *take(1);
  const double *s_surface = take(nf), *s_mode0 = take(nf), *s_mode1 = take(nf), *s_inner = take(nw), *s_outer = take(nw);
  const double *weather = take(rows * width), *acts = take(act_rows * ACTS);

  double surface[MOST], mode0[MOST], mode1[MOST], pane_in[MOST], pane_out[MOST], outer[MOST];
  double hcd[MOST], hrd[MOST], inv[MOST], r[MOST], glass[MOST], w_hc[MOST], w_hr[MOST];
  double w_hcd[MOST], w_hrd[MOST], w_inv[MOST], w_r[MOST], per_inner[MOST], at_zero[MOST];
  memcpy(surface, s_surface, sizeof(double) * (size_t)nf);
  memcpy(mode0, s_mode0, sizeof(double) * (size_t)nf);
  memcpy(mode1, s_mode1, sizeof(double) * (size_t)nf);
  memcpy(pane_in, s_inner, sizeof(double) * (size_t)nw);
  memcpy(pane_out, s_outer, sizeof(double) * (size_t)nw);
  memcpy(outer, fixed, sizeof(double) * (size_t)nf);
  double *air_out = malloc(sizeof(double) * (size_t)steps), *power_out = malloc(sizeof(double) * (size_t)steps);
  if (!air_out || !power_out) return 2;

  double best = INFINITY;
  for (int k = 0; k < windows; k++) {
    int first = (int)(((long)k * steps) % (rows - steps));
    double sum_air = 0, between = 0, sum_rad = 0, share_air = 0, share_rad = 0, ec = 0, er = 0, e_inv = 0;
    double from = now_ns();
    for (int i = 0; i < steps; i++) {
      const double *row = weather + (long)(first + i) * width, *act = acts + (long)((first + i) % act_rows) * ACTS;
      if (i % film_every == 0) {
        double excess = fabs(emitter - convective * air - (1 - convective) * radiant);
        double conducts = e_power > 0 ? e_factor * pow(excess > 1 ? excess : 1, e_power) : e_factor;
        ec = convective * conducts, er = conducts - ec;
        e_inv = e_factor > 0 ? 1 / (e_capacity + conducts) : 0;
        sum_air = ec - ec * ec * e_inv, between = ec * er * e_inv, sum_rad = er - er * er * e_inv;
        share_air = share_rad = 0;
        for (int f = 0; f < nf; f++) {
          double d = surface[f] - air, mean = 0.5 * (surface[f] + radiant) + 273.15;
          double c = (d < 0 ? colder[f] : warmer[f]) * cube_root(fabs(d));
          c = c > least[f] ? c : least[f];
          double h = rad0[f] + rad[f] * mean * mean * mean, id = 1 / (self[f] + c + h);
          hcd[f] = c * id, hrd[f] = h * id, inv[f] = id;
          sum_air += c - c * hcd[f], between += c * hrd[f], sum_rad += h - h * hrd[f];
          share_air += hcd[f] * share[f], share_rad += hrd[f] * share[f];
        }
        for (int w = 0; w < nw; w++) {
          double d = pane_in[w] - air, mean = 0.5 * (pane_in[w] + radiant) + 273.15;
          double c = (d < 0 ? w_colder[w] : w_warmer[w]) * cube_root(fabs(d));
          w_hc[w] = c > w_least[w] ? c : w_least[w];
          w_hr[w] = w_rad0[w] + w_rad[w] * mean * mean * mean;
          glass[w] = w_at0[w] + w_per_k[w] * 0.5 * (pane_in[w] + pane_out[w]);
        }
      }
      double beam_now = 0, diffuse_now = 0, b1 = 0, b2 = 0;
      for (int f = 0; f < nf; f++)
        if (column[f] >= 0) outer[f] = row[(int)column[f]];
      for (int w = 0; w < nw; w++) {
        beam_now += w_area[w] * row[(int)w_column[w] + BEAM];
        diffuse_now += w_area[w] * row[(int)w_column[w] + DIFFUSE];
      }
      for (int f = 0; f < nf; f++) {
        r[f] = weight0[f] * mode0[f] + weight1[f] * mode1[f] + cross[f] * outer[f] + beam[f] * beam_now + diffuse[f] * diffuse_now;
        b1 += hcd[f] * r[f], b2 += hrd[f] * r[f];
      }
      double s_air = sum_air, s_between = between, s_rad = sum_rad, sh_air = share_air, sh_rad = share_rad;
      for (int w = 0; w < nw; w++) {
        const double *own = row + (int)w_column[w];
        double he = own[FILM], iw = 1 / (he + glass[w]), area = w_area[w];
        per_inner[w] = glass[w] * iw;
        w_r[w] = area * (own[INNER] + per_inner[w] * own[OUTER]) + w_beam[w] * beam_now + w_diffuse[w] * diffuse_now;
        double hc = w_hc[w], hr = w_hr[w], id = 1 / (area * he * per_inner[w] + hc + hr);
        w_hcd[w] = hc * id, w_hrd[w] = hr * id, w_inv[w] = id, at_zero[w] = own[OUTER] * iw;
        s_air += hc - hc * hc * id, s_between += hc * hr * id, s_rad += hr - hr * hr * id;
        b1 += w_hcd[w] * w_r[w], b2 += w_hrd[w] * w_r[w];
        sh_air += w_hcd[w] * w_share[w], sh_rad += w_hrd[w] * w_share[w];
      }
      double outdoor = air_w_per_k * (outdoor_m3 + act[2]) + bridges, radiant_w = act[1];
      double to_air = convective + (1 - convective) * sh_air, to_rad = (1 - convective) * sh_rad;
      if (e_inv > 0) to_air = ec * e_inv, to_rad = er * e_inv;
      double emitted = e_capacity * emitter;
      b1 += capacity * air + outdoor * row[0] + act[0] + radiant_w * sh_air + sun_to_air * (beam_now + diffuse_now) + emitted * to_air;
      b2 += radiant_w * sh_rad + emitted * to_rad;
      double per_k = s_between / s_rad, per_w = 1 / (capacity + outdoor + s_air - s_between * per_k);
      double without = per_w * (b1 + per_k * b2), rise = per_w * (to_air + per_k * to_rad), Q = 0;
      if (!isnan(act[5])) Q = fmin(max_heat, fmax(-max_cool, act[5]));
      else if (without < act[3] + above) Q = fmin(max_heat, (act[3] + above - without) / (droop + rise));
      else if (without > act[4]) Q = -fmin(max_cool, (without - act[4]) / per_w);
      air = without + (Q > 0 ? rise : per_w) * Q;
      double heat = Q > 0 ? Q : 0;
      radiant = b2 / s_rad + per_k * air + to_rad / s_rad * heat;
      if (e_inv > 0) emitter = e_inv * (emitted + heat + ec * air + er * radiant);
      else radiant_w += (1 - convective) * heat;
      for (int f = 0; f < nf; f++) {
        double t = inv[f] * (r[f] + share[f] * radiant_w) + hcd[f] * air + hrd[f] * radiant;
        surface[f] = t;
        mode0[f] = decay0[f] * mode0[f] + out0[f] * outer[f] + in0[f] * t;
        mode1[f] = decay1[f] * mode1[f] + out1[f] * outer[f] + in1[f] * t;
      }
      for (int w = 0; w < nw; w++) {
        pane_in[w] = w_inv[w] * (w_r[w] + w_share[w] * radiant_w) + w_hcd[w] * air + w_hrd[w] * radiant;
        pane_out[w] = at_zero[w] + per_inner[w] * pane_in[w];
      }
      air_out[i] = air, power_out[i] = Q;
    }
    double ns = (now_ns() - from) / steps;
    if (ns < best) best = ns;
  }
  FILE *out = fopen(argv[2], "wb");
  if (!out) return 2;
  fwrite(&best, sizeof(double), 1, out);
  fwrite(air_out, sizeof(double), (size_t)steps, out);
  fwrite(power_out, sizeof(double), (size_t)steps, out);
  fclose(out);
  return 0;
}
