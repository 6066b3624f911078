/** `/sign-in?next=`: reached when the server asks for its token. */
import { ownPath } from "./own-path.ts";
import { SignInForm } from "./sign-in-form.tsx";

export default async function SignInPage({
  searchParams,
}: {
  readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>>;
}) {
  const { next } = await searchParams;
  return <SignInForm next={ownPath(next)} />;
}
