export function FavouritesPage() {
  return <div className="page" />;
}
