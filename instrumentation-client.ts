/** Runs in the browser before any page module: schemas are interpreted, because the security policy forbids compiling them. */
import { z } from "zod";

z.config({ jitless: true });
